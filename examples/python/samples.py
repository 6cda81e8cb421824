"""The sample packages, for examples to work with. A program of yours does not import this."""

import os
import sys
from pathlib import Path

PACKAGES = Path(__file__).resolve().parents[1] / "packages"

os.environ.setdefault("REZ_PACKAGES_PATH", str(PACKAGES))
# The sample `python` package has no interpreter of its own: it hands over to this one.
os.environ.setdefault("EXAMPLE_PYTHON", sys.executable)
