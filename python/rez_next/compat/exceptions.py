"""rez.exceptions: the errors."""

from __future__ import annotations

from rez_next.exceptions import *  # noqa: F403
