"""rez.system: what rez says about the machine."""

from __future__ import annotations

from rez_next.objects.system import System, system

__all__ = ["System", "system"]
