"""rez.bind._pymodule: binding modules of Python."""

from __future__ import annotations

from rez_next.objects.binding.python_module import bind, copy_module

__all__ = ["bind", "copy_module"]
