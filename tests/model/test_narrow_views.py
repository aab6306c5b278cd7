"""Kernels of a living world get of every struct the fields they read, and what they read is known for each."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from numba import types
from numba.core import config

from sim.core.kept_reads import FILE
from sim.core.kernels import Kernel
from sim.core.reads import reads_of
from sim.core.views import ViewType
from tests.model.worlds import smoke

HANDED_WHOLE: set[str] = set()  # kernels that use a struct in a way the analysis does not follow; best none


def kernels() -> dict[str, Kernel]:
    modules = [module for name, module in sys.modules.items() if name.startswith("sim.")]
    made = [one for module in modules for one in vars(module).values() if isinstance(one, Kernel)]
    return {f"{one.py_func.__module__}.{one.py_func.__name__}": one for one in made}


def whole_structs(kind: types.Type) -> Iterator[str]:
    """Structs in a type that are no views."""
    if isinstance(kind, ViewType):
        for inner in kind.types:
            yield from whole_structs(inner)
    elif isinstance(kind, types.BaseNamedTuple):
        yield str(kind)


def test_no_kernel_is_handed_a_whole_struct():
    smoke().recorder.tables()
    called = {name: one.signatures for name, one in kernels().items() if one.signatures}
    assert len(called) > 80
    whole = {name for name, signatures in called.items() for args in signatures for a in args if [*whole_structs(a)]}
    assert whole == HANDED_WHOLE


def test_what_is_kept_of_reads_is_what_the_sources_say():
    smoke()
    folder = Path(str(config.CACHE_DIR))  # pyright: ignore[reportAttributeAccessIssue]
    kept = json.loads((folder / FILE).read_text("utf-8"))
    known: dict = {}
    for name, one in kernels().items():
        found = reads_of(one.py_func, known, lambda called: getattr(called, "py_func", None))
        line = one.py_func.__code__.co_firstlineno
        if (before := kept.get(f"{one.py_func.__module__}:{one.py_func.__qualname__}:{line}")) is not None:
            assert {name: sorted(map(list, paths)) for name, paths in found.items()} == before, name
            assert set(before) == set(one.reads)
    assert len(kept) > 200
