"""How to install the packages of an optional part: in a checkout by set-up, elsewhere by their own names.

The package itself is on no public index, so ``pip install 'uitzendlab[study]'`` would find nothing.
"""

from __future__ import annotations

import re
import shlex
from importlib import metadata

_OF_EXTRA = re.compile(r";\s*extra\s*==\s*['\"]([\w-]+)['\"]\s*\Z")


def requirements(extra: str) -> list[str]:
    """What an optional part needs, as this package declares it; empty where it is not installed as a package.

    Examples
    --------
    >>> requirements("study")[0]
    'salib>=1.5'
    """
    try:
        declared = metadata.requires("uitzendlab") or []
    except metadata.PackageNotFoundError:
        return []
    found = [(line, match) for line in declared if (match := _OF_EXTRA.search(line))]
    return [line[: match.start()].strip() for line, match in found if match[1] == extra]


def how_to_install(extra: str, only: str = "") -> str:
    """One sentence with commands that work, without its full stop; of ``only`` one package where that is enough."""
    packages = shlex.join(line for line in requirements(extra) if line.startswith(only))
    elsewhere = f", elsewhere `python -m pip install {packages}`" if packages else ""
    return f"Install it: in a checkout `make setup`{elsewhere}"
