"""Files become checked objects, or every mistake in them is told; hostile files do nothing else."""

import datetime as dt
import time

import pytest

from analysis.answers.policy_text import numbers_of
from sim import measures
from sim.declare.params import InvalidInput
from sim.declare.yaml_reader import MAX_BYTES, parse_yaml
from sim.scenario.base_file import CODES, base_from_data
from sim.scenario.loading import load_base, load_policy, policy_names
from sim.scenario.policy import told
from sim.scenario.policy_file import policy_from_data
from tests.unit.scenario_files import GOOD, REFUSED, changed


@pytest.fixture
def write(tmp_path):
    def to_file(content: str | bytes) -> str:
        path = tmp_path / "policy.yaml"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(path)

    return to_file


def mistakes(call, *arguments) -> list:
    with pytest.raises(InvalidInput) as caught:
        call(*arguments)
    return caught.value.mistakes


HUNDRED = """
id: mine
title: {nl: a, en: a}
base: law-2020
levers:
  - {lever: deposit, from: 2021-07-05, parameters: {deposit_eur: VALUE}}
"""


def test_a_hundred_thousand_as_the_dutch_write_it_is_asked_about():
    def read(value):
        return policy_from_data(parse_yaml(HUNDRED.replace("VALUE", value)), ["law-2020"])

    with pytest.raises(InvalidInput) as caught:
        read("100.000")
    (mistake,) = caught.value.mistakes
    assert mistake.message == "thousands or decimals?" and mistake.value == "100.000"
    assert mistake.hint == "Write 100000, or 100.0 if that is meant."
    for text, hint in (
        ("'100,000'", "Write 100000, or 100.0 if that is meant."),
        ("'100.000'", "Write 100000, or 100.0 if that is meant."),
        ("'25,125'", "Write 25125, or 25.1250 if that is meant."),
        ("25.125", "Write 25125, or 25.1250 if that is meant."),
        ("'25,00'", "Write 25: a decimal has a point."),
    ):
        with pytest.raises(InvalidInput) as caught:
            read(text)
        assert caught.value.mistakes[0].hint == hint
    for text, value in (("100.0", 100.0), ("100000", 100_000.0), ("100.0000", 100.0)):
        assert read(text).levers[0].parameters.deposit_eur == value
    with pytest.raises(InvalidInput, match=r"a name must be text.*0\.2"):
        parse_yaml("{share: 0,2}")


def test_a_wrong_name_is_told_with_those_there_are_and_near_means_near():
    for wrong, hint in (
        ("weeks", "See `uitzendlab list parameters`."),
        ("deposit_euro", "levers[0].parameters.deposit_eur'"),
    ):
        with pytest.raises(InvalidInput) as caught:
            policy_from_data(parse_yaml(HUNDRED.replace("deposit_eur: VALUE", f"{wrong}: 5")), ["law-2020"])
        (mistake,) = caught.value.mistakes
        assert hint in mistake.hint and "size_scaled" in mistake.allowed


def test_good_file(write):
    policy = load_policy(write(GOOD))
    assert (policy.id, policy.base, policy.version, policy.sources) == (
        "deposit-low",
        "law-2020",
        "1",
        ("LAW-X07",),
    )
    assert policy.title.nl == "Lage waarborgsom" and policy.text.nl == policy.text.en
    (use,) = policy.levers
    assert (use.lever, use.start, use.announced) == ("deposit", dt.date(2021, 7, 5), dt.date(2021, 1, 4))
    assert (use.until, use.phase_in_weeks, use.applies_to) == (dt.date(2026, 12, 31), 26, "new")
    assert use.parameters.deposit_eur == 50_000 and use.parameters.refund_after_w == 208
    assert hash(policy) == hash(load_policy(write(GOOD)))


def test_lever_by_its_number_in_the_letter_and_defaults(write):
    text = GOOD[: GOOD.index("levers:")] + "levers: [{lever: 2.1.C, from: 2021-07-05}]\n"
    (use,) = load_policy(write(text)).levers
    assert use.lever == "deposit" and use.announced == use.start and use.until is None
    assert (
        use.phase_in_weeks == 0 and use.applies_to == "all" and use.parameters == measures.LEVERS["deposit"].parameters
    )


def test_same_lever_twice_only_one_after_the_other(write):
    again = GOOD.replace("sources:", "  - {lever: deposit, from: 2027-01-04}\nsources:")
    assert len(load_policy(write(again)).levers) == 2
    overlapping = again.replace("2027-01-04", "2026-12-28")
    assert "twice at the same time" in mistakes(load_policy, write(overlapping))[0].message


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name, write):
    content, path, words = REFUSED[name]
    start = time.process_time()
    found = mistakes(load_policy, write(content))
    assert time.process_time() - start < 10
    stem = path.removesuffix("...")
    told = [m for m in found if m.path == path or (stem != path and m.path.startswith(stem))]
    assert any(words in f"{m.message} {m.hint} {m.allowed}" for m in told), found
    assert len(str(InvalidInput(found))) < 60_000


def test_all_mistakes_at_once(write):
    text = changed("50000", "-1").replace("2021-07-05", "2020-01-01").replace("author", "auther")
    paths = {m.path for m in mistakes(load_policy, write(text))}
    assert paths >= {"levers[0].parameters.deposit_eur", "levers[0].from", "auther"}


def test_a_word_that_cannot_be_read_hides_no_other_mistake(write):
    """Nor does it bring a second mistake at its own place, or at the half of a decimal that stands before a comma."""
    text = (
        changed("2021-07-05", "2021-02-30")
        .replace("author", "auther")
        .replace("26\n", "9999\n")
        .replace("{deposit_eur: 50000}", "{investor_share: 7, guarantee_fee: 0,02, refund: 3}")
    )
    found = mistakes(load_policy, write(text))
    told = {
        "levers[0].from": "no such date",
        "levers[0].parameters.02": "a name must be text",
        "levers[0].phase_in_weeks": "outside its range",
        "levers[0].parameters.investor_share": "outside its range",
        "levers[0].parameters.refund": "unknown name",
        "auther": "unknown name",
    }
    assert {m.path: m.message for m in found} == told and len(found) == len(told)


@pytest.mark.parametrize(
    ("name", "value", "hint"),
    [
        ("investor_share", "30", "Write 0.3 (a share, not percent)."),
        ("investor_share", "30%", "Write 0.3 (a share, not percent)."),
        ("investor_share", "'12,5 %'", "Write 0.125 (a share, not percent)."),
        ("investor_share", "'0,5'", "Write 0.5: a decimal has a point."),
        ("guarantee_fee", "2", "Write 0.02 (a fraction, not percent)."),
        ("guarantee_fee", "30%", ""),  # would be out of range as well
        ("investor_share", "300", ""),
        ("investor_share", "many", ""),
        ("refund_after_w", "30%", ""),
    ],
)
def test_a_share_written_in_per_cents_is_told_as_a_share(write, name, value, hint):
    (mistake,) = mistakes(load_policy, write(changed("deposit_eur: 50000", f"{name}: {value}")))
    assert mistake.hint == hint


def test_a_part_that_exceeds_the_whole_is_refused_where_it_is_written_and_told_where_it_is_a_default(write):
    (mistake,) = mistakes(load_policy, write(changed("deposit_eur: 50000", "deposit_eur: 1000, starter_first: 50000")))
    assert mistake.path == "levers[0].parameters.starter_first" and mistake.allowed == "at most 1000 (deposit_eur)"
    assert mistake.hint == "Write 1000, or raise deposit_eur."
    (measure,) = told(load_policy(write(changed("50000", "1000"))))
    (line,) = [line for line in numbers_of(measure, "en") if line.startswith("starter_first")]
    assert line.endswith("counts for no more than deposit_eur")
    assert "counts for" not in str(numbers_of(told(load_policy(write(GOOD)))[0], "en"))


def test_what_cannot_be_printed_is_shown_nowhere(write):
    for old, new in (("Low deposit", '"\\e[2J"'), ("author", '"\\e[2J"'), ("A. Person", '["\\e[2J"]')):
        found = mistakes(load_policy, write(changed(old, new)))
        assert found and not any("\x1b" in f"{m.path}{m.allowed}{m.hint}" for m in found)


def test_number_out_of_range_is_told_with_unit_and_range(write):
    (mistake,) = mistakes(load_policy, write(changed("50000", "600000")))
    assert (mistake.value, mistake.unit, mistake.allowed) == (600_000, "EUR", "0 to 250000 EUR")


def test_words_of_yaml_1_2():
    text = "a: yes\nb: off\nc: 010\nd: 12:30\ne: 0x1F\nf: 2021-07-05\ng: TRUE\nh: ~\ni: 1e3\nj: '5'\nno: 1_000"
    assert parse_yaml(text) == {
        **{"a": "yes", "b": "off", "c": 10, "d": "12:30", "e": "0x1F", "f": dt.date(2021, 7, 5)},
        **{"g": True, "h": None, "i": 1000.0, "j": "5", "no": "1_000"},
    }


def test_a_file_of_just_1_mb_is_read(write):
    padding = "# " + "x" * (MAX_BYTES - len(GOOD) - 3) + "\n"
    assert load_policy(write(GOOD + padding)).id == "deposit-low"


@pytest.mark.parametrize("path", ["", ".", "/dev/zero", "/dev/null", "no/such.yaml", "a\0b", "x" * 5000, "Depositt"])
def test_paths_that_are_no_file(path):
    assert mistakes(load_policy, path)


def test_unknown_names_tell_the_known_ones():
    (mistake,) = mistakes(load_base, "law-2021")
    assert "law-2020" in mistake.allowed and "law-2020" in mistake.hint


def test_items_of_a_world_that_has_none_or_others_tell_what_is_allowed(write):
    (mistake,) = mistakes(load_base, "law-2020~x")
    assert "this world has no items" in mistake.allowed and "law-as-enacted~prices" in mistake.hint
    (mistake,) = mistakes(load_base, "law-as-enacted~xyzzy")
    assert "prices, demand" in mistake.allowed and "~prices~demand" in mistake.hint
    text = GOOD.replace("base: law-2020", "base: law-2020~x").replace("50000", "-1")
    assert [m.path for m in mistakes(load_policy, write(text))] == ["levers[0].parameters.deposit_eur", "~x"]


def test_a_name_cannot_leave_its_folder():
    assert mistakes(load_base, "../evidence/README")


@pytest.mark.parametrize("name", policy_names())
def test_policies_of_the_package(name, monkeypatch):
    monkeypatch.undo()  # with the real levers
    policy = load_policy(name)
    assert policy.id == name and policy.title.nl and policy.title.en


def base_text(rules: str, frozen: str = "") -> str:
    splits = load_base("law-2020").splits._asdict()
    text = f"id: own\ntitle: {{en: Own}}\n{frozen}rules:\n{rules}splits:\n"
    for kind, codes in CODES.items():
        text += f"  {kind}:\n"
        for code in codes:
            text += f"    - {{name: {code.name.lower()}, share: {splits[kind][code]}, source: S}}\n"
    return text


PHASES = """\
  - {path: contract.phase_a_weeks, value: 70, until: 2022-01-02, source: LAW-P01}
  - {path: contract.phase_a_weeks, value: 52, from: 2022-01-03, until: 2023-07-02, source: LAW-P02}
  - {path: contract.phase_a_weeks, value: 40, from: 2024-01-01, source: LAW-F02}
  - {path: pay.minimum_wage_36, value: 11.5, from: 2021-07-01, source: LAW-W06h36}
"""


def test_dated_rules_change_on_the_first_monday_in_force():
    base = base_from_data(parse_yaml(base_text(PHASES)))
    assert base.change_weeks == (27, 53, 131, 157)  # 2021-07-05, 2022-01-03, 2023-07-03, 2024-01-01
    weeks = {-104: 70, 1: 70, 52: 70, 53: 52, 130: 52, 131: 78, 156: 78, 157: 40, 600: 40}
    assert {week: base.rules_at(week).contract.phase_a_weeks for week in weeks} == weeks
    assert [base.rules_at(week).pay.minimum_wage_36 for week in (26, 27)] == [10.8, 11.5]


def test_frozen_world_never_changes():
    rules = "".join(PHASES.splitlines(keepends=True)[:1])
    base = base_from_data(parse_yaml(base_text(rules, "frozen: 2021-01-04\n")))
    assert base.change_weeks == () and base.rules_at(500).contract.phase_a_weeks == 70
    found = mistakes(base_from_data, parse_yaml(base_text(PHASES, "frozen: 2021-01-04\n")))
    assert {m.path for m in found} == {"rules[1]", "rules[2]", "rules[3]"}


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("value: 70", "value: 700", "rules[0].value"),
        ("value: 70", "value: true", "rules[0].value"),
        ("contract.phase_a_weeks, value: 70", "contract.phase_a, value: 70", "rules[0].path"),
        (", source: LAW-P01", "", "rules[0].source"),
        ("until: 2022-01-02", "until: 2022-01-03", "rules[1]"),
        ("share: 0.25", "share: 0.35", "splits.province"),
        ("share: 0.25", "share: 25", "splits.province[10].share"),
        ("name: pl", "name: pol", "splits.origin[0].name"),
        ("name: ro,", "name: pl,", "splits.origin[1].name"),
    ],
)
def test_mistakes_in_a_base_world(old, new, path):
    text = base_text(PHASES)
    assert old in text
    found = mistakes(base_from_data, parse_yaml(text.replace(old, new, 1)))
    assert path in {m.path for m in found}
