"""The law of each week is what it was when the file was last written; a difference says which rule moved, and when."""

from sim.scenario.loading import base_names, load_policy, policy_names
from tools.law.golden_law import TARGET, differences, laws, main, written

UPDATE = "if the law was meant to change: python -m tools.law.golden_law"


def test_the_law_of_each_week_is_what_it_was():
    assert differences(written(), laws()) == [], UPDATE


def test_the_file_holds_every_world():
    bases = {name: load_policy(name).base for name in policy_names()}
    worlds = [*dict.fromkeys((*base_names(), *bases.values())), *(f"{name} on {base}" for name, base in bases.items())]
    assert list(written()) == worlds, UPDATE
    assert all(law for name, law in written().items() if " on " in name), "every policy changes the law"
    assert TARGET.stat().st_size < 600_000


def test_a_rule_that_moved_is_told_with_its_week():
    old = written()
    new = written()
    world = "deposit on law-2020"
    ((week, value),) = old[world]["admission.deposit"]
    new[world]["admission.deposit"] = [[week, value * (1 + 1e-14)]]
    assert differences(old, new) == []
    new[world]["admission.deposit"] = [[week + 1, value]]
    assert differences(old, new) == [f"{world}: admission.deposit from week {week}: was {value}, now as in 2020"]
    del new[world]
    assert f"{world}: admission.deposit from week {week}: was {value}, now as in 2020" in differences(old, new)


def test_checking_writes_nothing(monkeypatch, tmp_path):
    monkeypatch.setattr("tools.law.golden_law.TARGET", tmp_path / "law.json")
    monkeypatch.setattr("tools.law.golden_law.laws", written_once := lambda: {"x": {"pay.sick_pay_share": [[1, 0.5]]}})
    assert main(["--check"]) == 1 and not (tmp_path / "law.json").exists()
    assert main([]) == 0 and written() == written_once() and main(["--check"]) == 0
