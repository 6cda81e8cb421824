"""Settings that are kept in files of their own, read when the setting is."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class DelayLoad:
    """A value for a configuration file: what another file holds.

    Args:
        filepath: A file in YAML or JSON, by its extension.
    """

    def __init__(self, filepath: str) -> None:
        self.filepath = os.path.expanduser(filepath)

    def __str__(self) -> str:
        return "%s(%s)" % (type(self).__name__, self.filepath)

    def get_value(self) -> Any:
        """Read the file.

        Raises:
            ValueError: It cannot be read, or is neither YAML nor JSON.
        """
        extension = os.path.splitext(self.filepath)[1]
        if extension not in (".yaml", ".json"):
            raise ValueError("Error in DelayLoad - unsupported file format %s" % self.filepath)
        try:
            with open(self.filepath, encoding="utf-8") as file:
                text = file.read()
        except Exception as error:
            raise ValueError(_problem("reading", self, error)) from error
        try:
            if extension == ".yaml":
                return read_yaml(self.filepath)
            import json

            return json.loads(text)
        except Exception as error:
            raise ValueError(_problem("loading from", self, error)) from error


def read_yaml(path: str) -> Any:
    """What a YAML file holds, read by the engine."""
    from rez_next._engine import engine
    from rez_next._engine.tagged import from_tagged

    # Straight to the engine: `ask` wants the settings first, which are being read here.
    return from_tagged(engine().call("configuration/read", {"path": os.path.abspath(path)})["data"])


def _problem(doing: str, value: DelayLoad, error: Exception) -> str:
    return "Error %s %s: %s: %s" % (doing, value, type(error).__name__, error)
