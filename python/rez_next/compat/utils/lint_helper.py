"""rez.utils.lint_helper: gives any name, as None, to code whose names appear from nowhere.

A package.py that imports `env` from here has told its linter of the name, and nothing else.
"""

from __future__ import annotations


def used(object_: object) -> None:
    """Nothing: what is named here is used, to a linter."""


def __getattr__(name: str) -> None:
    if name.startswith("__"):
        raise AttributeError("module %r has no attribute %r" % (__name__, name))
