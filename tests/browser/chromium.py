"""Where the browser of the machine is, and how it is started without reaching for the network."""

import os
import shutil
from pathlib import Path

FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"


def launch_settings() -> dict:
    """What `chromium.launch` takes; without a browser of the machine, Playwright's own is tried."""
    found = os.environ.get("UITZENDLAB_BROWSER") or shutil.which("chromium") or shutil.which("google-chrome")
    if not found and Path(MAC).exists():
        found = MAC
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    settings: dict = {"args": [*FLAGS, *(["--no-sandbox"] if root else [])]}
    return settings | ({"executable_path": found} if found else {})
