"""Runs are named by what their results hang on: the code, and the persons with which worlds begin."""

from experiments.plan import run_spec


def test_other_persons_at_the_start_make_other_runs(monkeypatch):
    here = run_spec.code_hash.__wrapped__()
    assert here == run_spec.code_hash.__wrapped__()
    monkeypatch.setattr(run_spec, "_population", lambda: b"others")
    assert run_spec.code_hash.__wrapped__() != here
