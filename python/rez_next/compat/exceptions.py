"""rez.exceptions: the errors, which are defined in `rez_next.exceptions`; the same module."""

from __future__ import annotations

import sys

import rez_next.exceptions

sys.modules[__name__] = rez_next.exceptions
