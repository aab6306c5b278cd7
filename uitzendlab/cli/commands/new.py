"""``uitzendlab new``: a policy file of one's own to edit, begun from nothing or as a copy of another."""

from __future__ import annotations

import argparse
import dataclasses
import errno
import os
import shlex
import uuid
from pathlib import Path
from typing import Any

from uitzendlab.cli.machinery.output import Output, Refused

NAME = "new"
EXAMPLES = (
    "new my-policy",
    "new my-wtta --from wtta",
    "new my-deposit --from deposit --out policies/my-deposit.yaml --lang nl",
)
EXAMPLE = "deposit"  # whose first measure a file that is no copy begins with


@dataclasses.dataclass(frozen=True)
class Request:
    """Which file to write, and of which policy it is a copy."""

    name: str
    source: str | None
    out: str | None


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    from analysis.text.messages import say

    parser.add_argument("name", metavar="NAME", help=say("new_name", lang))
    parser.add_argument("--from", dest="source", metavar="POLICY", help=say("new_from", lang))
    parser.add_argument("--out", metavar="FILE", help=say("new_out", lang))


def execute(request: Request, out: Output) -> int:
    """Write the file; one that is there already is left as it is."""
    from analysis.export.policy_template import policy_file
    from experiments.store.writable import writing
    from sim.scenario.loading import load_policy

    _check_name(request.name)
    path = Path(request.out) if request.out else Path(f"{request.name}.yaml")
    path = path / f"{request.name}.yaml" if path.is_dir() else path
    policy = load_policy(request.source) if request.source else _example(load_policy(EXAMPLE))
    if request.source and policy.own:  # their paths begin at the new file
        there = Path(request.source).parent
        own = ((Path(os.path.relpath(there / name, path.parent)).as_posix(), text) for name, text in policy.own)
        policy = dataclasses.replace(policy, own=tuple(own))
    text = policy_file(policy, request.name, shlex.quote(str(path)), out.lang, request.source or "")
    try:
        with writing("out", path, ()):
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(path, text)
    except Exception as error:
        if isinstance(error.__cause__, FileExistsError):
            raise Refused("out", str(path), "", "is there already", "Give it another name: --out FILE") from None
        raise
    out.result(out.say("new_ready", file=path, word=shlex.quote(str(path))))
    out.document({"file": str(path), "id": request.name, "from": request.source})
    return 0


def _write(path: Path, text: str) -> None:
    """A file that appears whole or not at all, and never in the place of another."""
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    part = path.with_name(f"{uuid.uuid4().hex[:8]}.unfinished")
    try:
        with open(part, "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def _check_name(name: str) -> None:
    """Refuse what cannot be the id of a policy, or is one of the package already."""
    from experiments.plan.run_spec import BASE
    from sim.declare.validation import Checker
    from sim.scenario.loading import policy_names

    check = Checker()
    check.slug(name, "name")
    check.done()
    if name in (*policy_names(), BASE, "none", "default"):
        raise Refused("name", name, "", "this id is taken")


def _example(policy: Any) -> Any:
    """One measure on a base world, with words that are to be replaced."""
    from analysis.text.messages import CATALOGUE
    from sim.declare.validation import Words

    title, text = (Words(*CATALOGUE[f"file.new_{name}"]) for name in ("title", "text"))
    return dataclasses.replace(policy, title=title, text=text, levers=policy.levers[:1], sources=())
