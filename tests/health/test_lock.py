"""The lock pins every package by hash, and names no server to fetch it from."""

import re
import tomllib

import pytest

from tests.health.checkout import PROJECT

LOCKS = ("requirements.lock", "tools/uv-requirements.txt", "tools/build-constraints.txt")
PIN = re.compile(r"(?P<name>[a-z0-9][a-z0-9._-]*)==\S+( ; .+)?")
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


def entries(name: str) -> list[list[str]]:
    """Return the logical lines of a lock, each split into the pin and its hashes."""
    text = (PROJECT / name).read_text().replace("\\\n", "\n    ")
    blocks = re.split(r"\n(?=\S)", text.strip())
    return [[line.strip() for line in block.splitlines() if line.strip()] for block in blocks]


def normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_is_a_pin_or_a_hash(lock):
    for pin, *hashes in entries(lock):
        assert PIN.fullmatch(pin), f"{lock}: {pin!r} is not name==version"
        assert hashes, f"{lock}: {pin} has no hash"
        assert all(HASH.fullmatch(line) for line in hashes), f"{lock}: {pin} has more than hashes"


@pytest.mark.parametrize("lock", LOCKS)
def test_no_server_is_named(lock):
    assert "//" not in (PROJECT / lock).read_text()


def test_all_that_pyproject_asks_for_is_locked():
    """Whoever adds a dependency runs `make lock`."""
    pyproject = tomllib.loads((PROJECT / "pyproject.toml").read_text())
    wanted = [*pyproject["project"]["dependencies"], *pyproject["dependency-groups"]["dev"]]
    for extra in pyproject["project"]["optional-dependencies"].values():
        wanted += extra
    locked = {normalised(pin.split("==")[0]) for pin, *_ in entries("requirements.lock")}
    asked = {normalised(re.split(r"[\[<>=~! ;]", requirement)[0]) for requirement in wanted}
    assert asked <= locked, f"not in requirements.lock: {sorted(asked - locked)}; run make lock"
