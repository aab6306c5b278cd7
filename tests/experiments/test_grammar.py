"""Words of an experiment: what they mean, and the hostile ones that mean nothing here."""

import pytest

from experiments.design.designs import Choices, Interval
from experiments.design.grammar import LONGEST, expand, read_words
from sim.declare.params import InvalidInput

KEY = "world.hirers"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("choice(20000,30000)", (20_000.0, 30_000.0)),
        ("20000,30000", (20_000.0, 30_000.0)),
        ("range(20000,22000,500)", (20_000.0, 20_500.0, 21_000.0, 21_500.0)),
        ("range(22000,20000,-1000)", (22_000.0, 21_000.0)),
        ("choice(20000)", (20_000.0,)),
        ("2e4,25_000", (20_000.0, 25_000.0)),
    ],
)
def test_lists_of_values(text, values):
    assert read_words([f"{KEY}={text}"]).vary == {KEY: Choices(values)}


def test_other_words():
    words = ["policies=deposit,my policy.yaml", "base=law-2020", "size=smoke", "until=2021-12-31", "seed=range(2,5)"]
    said = read_words([*words, f"{KEY}=20000", "run.check=1", "behaviour.switch.leave_rule='savings',tenure"])
    assert said.settings == {
        "policies": "deposit,my policy.yaml", "base": "law-2020", "size": "smoke", "until": "2021-12-31",
    }  # fmt: skip
    assert said.seeds == (2, 3, 4) and said.fixed == {KEY: 20_000.0, "run.check": 1}
    assert said.vary == {"behaviour.switch.leave_rule": Choices(("savings", "tenure"))}
    assert read_words([f"{KEY}=interval(20000,30000)"]).vary == {KEY: Interval(20_000, 30_000)}
    assert read_words([f"{KEY}=interval"]).vary == {KEY: Interval(15_000, 40_000)}
    assert read_words(["seeds=3"]).seeds == (0, 1, 2) and read_words(["seed=3"]).seeds == (3,)
    assert read_words(["policies=choice(a,b)"]).settings == {"policies": "a,b"}


def test_steps_are_added_as_they_are_written():
    assert expand("x", "range(0,0.4,0.1)") == [0.0, 0.1, 0.2, 0.3]


HOSTILE = {
    "reference": f"{KEY}=${{oc.env:HOME}},1",
    "reference in a setting": "policies=${x}",
    "reference in a seed": "seed=${x}",
    "hydra": "hydra.run.dir=a,b",
    "hydra group": "hydra/launcher=x",
    "package": f"{KEY}@x=1,2",
    "group": "policies@x=a",
    "add": f"+{KEY}=20000,30000",
    "remove": f"~{KEY}=1",
    "glob": f"{KEY}=glob(*)",
    "glob of policies": "policies=choice(glob(*))",
    "shuffle": f"{KEY}=shuffle(20000,30000)",
    "random order": f"{KEY}=shuffle(range(20000,30000))",
    "cast": f"{KEY}=int(20000.5),3",
    "tag": f"{KEY}=tag(a,interval(20000,30000))",
    "list": f"{KEY}=[20000,30000],1",
    "mapping": f"{KEY}={{a:1}},2",
    "call": f"{KEY}=__import__(os)",
    "nested": f"{KEY}=choice(choice(20000),30000",
    "deep": f"{KEY}={'(' * 5000}",
    "long": f"{KEY}={'20000,' * LONGEST}1",
    "terminal": f"{KEY}=20000,\x1b[2J",
    "infinite": f"{KEY}=1e400,2",
    "nan": f"{KEY}=nan,2",
    "endless range": f"{KEY}=range(0,1e300)",
    "no step": f"{KEY}=range(20000,30000,0)",
    "empty range": f"{KEY}=range(30000,20000)",
    "many digits": f"{KEY}={'9' * 5000},1",
    "no value": f"{KEY}=choice()",
    "half a list": f"{KEY}=20000,",
    "no word": "deposit",
    "no key": "=3",
    "no figure": "world=1,2",
    "unknown": "world.hirer=1,2",
    "unknown setting": "polices=deposit",
    "run setting": "run.check=0,1",
    "negative seed": "seed=-1,2",
    "half a seed": "seed=1.5,2",
    "seed twice": "seed=1,1",
    "seeds as an interval": "seed=interval(0,10)",
    "too many seeds": "seed=range(0,200000)",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_words_are_refused(name):
    with pytest.raises(InvalidInput) as caught:
        read_words([HOSTILE[name]])
    for mistake in caught.value.mistakes:
        assert mistake.path and mistake.message and len(str(mistake.value)) < 100


def test_all_mistakes_of_all_words_at_once():
    with pytest.raises(InvalidInput) as caught:
        read_words([f"{KEY}=1,2", f"{KEY}=3", "seed=a", "seeds=3", "world.hirer=1"])
    told = [(m.path, m.message) for m in caught.value.mistakes]
    assert [path for path, _ in told] == [KEY, KEY, KEY, "seed", "seeds", "world.hirer"]
    assert told[2][1] == told[4][1] == "written twice"
    assert caught.value.mistakes[0].unit == "establishments" and "15000 to 40000" in caught.value.mistakes[0].allowed
    assert caught.value.mistakes[-1].hint == "Did you mean 'world.hirers'?"
