"""Options of the engine: what they may be, what is refused, and what is remembered for `resume`."""

import json

import pytest

from experiments.cluster import job_script, read_slurm
from sim.params import InvalidInput
from tests.health.checkout import PROJECT
from uitzendlab.cli import main

SLURM = PROJECT / "conf/cluster/slurm.yaml"


def slurm_file(tmp_path, **changes):
    lines = SLURM.read_text("utf-8").splitlines()
    kept = [line for line in lines if line.split(":")[0] not in changes]
    file = tmp_path / "slurm.yaml"
    file.write_text("\n".join([*kept, *(f"{key}: {value}" for key, value in changes.items())]), "utf-8")
    return str(file)


@pytest.mark.parametrize(
    ("key", "value"),
    [("memory", "lots"), ("memory", "0GB"), ("memory", "-5GB"), ("cores", "-1"), ("jobs", "0"), ("processes", "17"),
     ("walltime", "soon"), ("walltime", '"1:99:00"'), ("jobs", "many")],
)  # fmt: skip
def test_amounts_that_slurm_cannot_use_are_refused_with_the_allowed_form(key, value, tmp_path, capsys):
    file = slurm_file(tmp_path, **{key: value})
    assert main(["run", "--slurm", file, "--dry-run", "--json"]) == 2
    (mistake,) = json.loads(capsys.readouterr().out)["errors"]
    assert mistake["path"] == key and mistake["allowed"]


@pytest.mark.parametrize("walltime", ["04:00:00", "1-12:00:00", "90:00"])
def test_usual_amounts_are_taken(walltime, tmp_path):
    assert read_slurm(slurm_file(tmp_path, walltime=f'"{walltime}"', memory="1.5 GiB"))["walltime"] == walltime


def test_workers_of_slurm_have_no_memory_limit_of_dask():
    script = job_script(str(SLURM))
    assert script.index("--memory-limit 0") > script.rindex("--nthreads")
    assert script.rindex("--memory-limit") == script.index("--memory-limit 0")


@pytest.mark.parametrize("option", ["--max-hours", "--max-gb", "--wait-minutes"])
@pytest.mark.parametrize("value", ["nan", "inf", "-1", "0"])
@pytest.mark.parametrize("command", ["run", "sweep", "plan"])
def test_limits_are_finite_and_above_nought(command, option, value, capsys, tmp_path):
    words = [command, "--size", "smoke", "--out", str(tmp_path / "r"), f"{option}={value}", "--json"]
    assert main(words) == 2
    (mistake,) = json.loads(capsys.readouterr().out)["errors"]
    assert mistake["path"] == option[2:] and mistake["message"] == "outside its range"
    assert not (tmp_path / "r").exists()


def test_an_unknown_scheduler_is_refused_by_what_is_wrong_there():
    from experiments.cluster import running

    with pytest.raises(InvalidInput) as refused, running("tcp://127.0.0.1:9"):
        pass
    (mistake,) = refused.value.mistakes
    assert mistake.message == "no scheduler answers there" and "ertificates" not in mistake.hint
