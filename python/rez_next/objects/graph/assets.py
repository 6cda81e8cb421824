"""The style sheets and the script of pictures, which lie beside this module."""

from __future__ import annotations

import os


def asset(name: str) -> str:
    """The text of a file.

    Args:
        name: Its name.
    """
    with open(os.path.join(os.path.dirname(__file__), name), encoding="utf-8") as file:
        return file.read()
