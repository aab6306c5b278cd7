"""What is in version control, for tests that look at the project itself."""

import subprocess
from pathlib import Path

PROJECT = Path(__file__).parents[2]
PACKAGES = ("uitzendlab", "sim", "experiments", "analysis", "conf", "scenarios")


def tracked_files(*patterns: str) -> list[Path]:
    """Return the files in version control, so that results and scratch files lying about do not count."""
    # The checkout may belong to another user than the one who tests, as in a container.
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--", *patterns]
    listed = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    files = [PROJECT / name for name in listed.split("\0") if name]
    return [file for file in files if file.is_file()]  # one just deleted is still listed


def text_of(file: Path) -> str | None:
    """Return the text of a file, None if it holds something else than text."""
    content = file.read_bytes()
    if b"\0" in content:
        return None
    return content.decode("utf-8")
