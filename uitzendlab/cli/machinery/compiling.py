"""Compiling the model, once, before any run is made: by one process, with a bar that moves."""

from __future__ import annotations

import subprocess
import sys
import time
from importlib.resources import files
from pathlib import Path
from typing import Any

from uitzendlab.cli.machinery.engine import Engine
from uitzendlab.cli.machinery.output import Output

LOOK = 0.5  # seconds between two looks at what is compiled


def compile_first(engine: Engine, out: Output) -> None:
    """Compile the model where this machine makes runs and holds no compiled kernels of these sources.

    Workers that begin at once would each compile all of it. Should it fail, they do: it is no reason to stop.
    """
    if engine.far or compiled():
        return
    out.note(out.say("compiling"))
    shown = None if out.quiet or not sys.stderr.isatty() else _bar(out)
    begun = time.time()
    process = subprocess.Popen(
        [sys.executable, "-m", "sim.compile_kernels"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while process.poll() is None:
            if shown is not None:
                shown.update(shown.task_ids[0], completed=_made_since(begun))
            time.sleep(LOOK)
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait()
        if shown is not None:
            shown.stop()


def compiled() -> bool:
    """Whether a run was begun from these sources: its first week leaves the kernels that are compiled last."""
    from sim.outcomes.spells import turn_spells

    # Asked of the kernel: in one cache each checkout has a folder of its own for every folder of sources.
    return next(Path(str(turn_spells.stats.cache_path)).glob("spells.turn_spells-*.nbi"), None) is not None


def _bar(out: Output) -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:.0f}%"), TimeElapsedColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    bar.add_task(out.say("compiling_bar"), total=_kernels())
    bar.start()
    return bar


def _kernels() -> int:
    """Kernels in the sources: about as many as will be compiled."""
    found = sum(path.read_text("utf-8").count("\n@kernel") for path in Path(str(files("sim"))).rglob("*.py"))
    return max(found, 1)


def _made_since(begun: float) -> int:
    """Kernels that were written to the cache since a moment."""
    from sim.outcomes.spells import turn_spells

    folder = Path(str(turn_spells.stats.cache_path)).parent
    return min(_kernels() - 1, sum(path.stat().st_mtime >= begun for path in folder.rglob("*.nbi")))
