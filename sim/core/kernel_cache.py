"""Where compiled kernels are kept between runs.

Numba stores compiled kernels next to the source and notices a change in the kernel's own file, but not in
a helper in another file: it would silently run the old code. Therefore every state of the sources gets a
folder of its own, named after a hash of all of them and of what else determines the machine code.

The folder is `<cache>/kernels-<hash>`, where `<cache>` is the first that is set of `UITZENDLAB_CACHE`,
`XDG_CACHE_HOME/uitzendlab` and the user's cache folder of the operating system. Cached kernels are executed
when loaded, so the folder must belong to the user and be closed to others.
"""

import atexit
import hashlib
import os
import re
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import numba
from llvmlite import binding  # pyright: ignore[reportMissingTypeStubs]
from numba.core import config

SOURCES = Path(__file__).parents[1]
NO_KERNELS = ("measures",)  # folders of rules on numbers: no kernel is in them, and none calls them
FOLDER = re.compile(r"kernels-[0-9a-f]{16}")
USED = "last-used"
KEEP_SECONDS = 24 * 3600
"""Folders used more recently stay: another checkout or an older run may still be working with them."""

CODE_SETTINGS = ("BOUNDSCHECK", "CPU_FEATURES", "CPU_NAME", "DEBUGINFO_DEFAULT", "ENABLE_AVX", "OPT")
"""Settings of numba that change the machine code but are no part of numba's own cache key."""


def kernel_folder() -> Path:
    """The folder in which numba keeps kernels now."""
    # numba sets its settings one by one as it reads the environment, so that no type knows them
    return Path(str(vars(config)["CACHE_DIR"]))


def use_cache() -> Path:
    """Make numba keep kernels in the folder of the present sources, and return it.

    Raises
    ------
    RuntimeError
        If neither the cache folder nor a temporary folder can be written.
    """
    name = folder_name(SOURCES)
    try:
        root = cache_root(os.environ)
        folder = claim(root, name)
    except OSError as reason:
        folder = claim(_temporary_root(reason), name)
    else:
        remove_outdated(root, keep=name, now=time.time())
    config.CACHE_DIR = str(folder)  # pyright: ignore[reportAttributeAccessIssue]
    # Numba reads its environment again when a NUMBA_ variable has changed, and would forget the line above.
    os.environ["NUMBA_CACHE_DIR"] = str(folder)
    return folder


def folder_name(sources: Path) -> str:
    """Name the folder after all that determines the kernels: sources, numba, its settings and the CPU."""
    digest = hashlib.sha256()
    digest.update(f"{numba.__version__} {binding.get_host_cpu_name()}".encode())
    for setting in CODE_SETTINGS:
        digest.update(f" {setting}={getattr(config, setting, None)}".encode())
    for path in sorted(sources.rglob("*.py")):
        if path.relative_to(sources).parts[0] in NO_KERNELS:
            continue
        content = path.read_bytes()
        digest.update(f"\n{path.relative_to(sources).as_posix()} {len(content)}\n".encode())
        digest.update(content)
    return f"kernels-{digest.hexdigest()[:16]}"


def cache_root(environ: Mapping[str, str]) -> Path:
    """Return the folder that holds the kernel folders; OSError if the user has no home."""
    if own := environ.get("UITZENDLAB_CACHE"):
        return Path(own).absolute()
    # The XDG standard says that a relative path is to be ignored.
    if (xdg := environ.get("XDG_CACHE_HOME", "")) and Path(xdg).is_absolute():
        return Path(xdg) / "uitzendlab"
    if sys.platform == "win32" and (local := environ.get("LOCALAPPDATA")):
        return Path(local) / "uitzendlab"
    try:
        home = Path.home()
    except RuntimeError as reason:
        raise OSError(str(reason)) from None
    return home / ("Library/Caches" if sys.platform == "darwin" else ".cache") / "uitzendlab"


def claim(root: Path, name: str) -> Path:
    """Make or take over `root/name` for this user alone, and note its use; OSError if impossible."""
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder = root / name
    folder.mkdir(mode=0o700, exist_ok=True)
    if os.name == "posix":
        _refuse_others(root, folder)
    # Writing a new file and renaming it is what numba does too, so this is the test that the folder works.
    handle, note = tempfile.mkstemp(dir=folder, prefix=USED)
    try:
        with os.fdopen(handle, "w") as file:
            file.write("Compiled kernels of uitzendlab; may be deleted at any time.\n")
        os.replace(note, folder / USED)
    except OSError:
        Path(note).unlink(missing_ok=True)
        raise
    return folder


def _refuse_others(root: Path, folder: Path) -> None:
    above, own = root.stat(), folder.lstat()
    if above.st_mode & stat.S_IWOTH and not above.st_mode & stat.S_ISVTX:
        raise PermissionError(f"{root} can be written by every user")
    if not stat.S_ISDIR(own.st_mode) or own.st_uid != os.getuid():
        raise PermissionError(f"{folder} is not a folder of this user")
    if own.st_mode & 0o077:
        folder.chmod(0o700)


def _temporary_root(reason: OSError) -> Path:
    try:
        root = Path(tempfile.mkdtemp(prefix="uitzendlab-"))
    except OSError as also:
        raise RuntimeError(
            f"uitzendlab finds no folder for its compiled kernels: {reason}; {also}. "
            "Set UITZENDLAB_CACHE to a folder that can be written."
        ) from also
    print(f"uitzendlab: compiled kernels go to {root} and will not be kept ({reason})", file=sys.stderr)
    # Worker processes started from here share the folder instead of compiling everything again.
    os.environ["UITZENDLAB_CACHE"] = str(root)
    atexit.register(_remove_if_owner, root, os.getpid())
    return root


def _remove_if_owner(root: Path, owner: int) -> None:
    # a forked child inherits the exit handler, but not the folder
    if os.getpid() == owner:
        shutil.rmtree(root, ignore_errors=True)


def remove_outdated(root: Path, keep: str, now: float) -> None:
    """Delete kernel folders of other sources that nothing has used for a day."""
    for folder in root.iterdir():
        if folder.name == keep or not FOLDER.fullmatch(folder.name) or folder.is_symlink():
            continue
        try:
            used = (folder / USED).stat().st_mtime
        except OSError:
            continue  # without our note it is not ours, or another process is just removing it
        if now - used > KEEP_SECONDS:
            shutil.rmtree(folder, ignore_errors=True)
