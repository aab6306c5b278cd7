"""``python -m uitzendlab`` is the same as ``uitzendlab``."""

import sys

from uitzendlab.cli import main

if __name__ == "__main__":
    sys.exit(main())
