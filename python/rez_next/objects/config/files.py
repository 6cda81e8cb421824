"""Files of settings, and what they come to together."""

from __future__ import annotations

import os

import rez_next
from rez_next.exceptions import ConfigurationError
from rez_next.objects.config import settings
from rez_next.objects.config.delay_load import DelayLoad, read_yaml
from rez_next.objects.config.values import copied, merged
from rez_next.values.modify_list import ModifyList

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable

# The file with rez's defaults. It is never read: `settings.py` has what is in it.
ROOT = os.path.join(os.path.dirname(os.path.abspath(rez_next.__file__)), "compat", "rezconfig.py")

DEFAULTS = {name: value for values in settings.DEFAULTS.values() for name, value in values.items()}


def load_files(
    filepaths: list[str], note: Callable[[str, str], None]
) -> tuple[dict[str, Any], list[str], bool]:
    """What files say, the later ones over those before.

    Args:
        filepaths: The files. Each is tried with the extension `.py` before it is tried as given;
            one that does not exist is passed over.
        note: Is told each setting of a file, and the file.

    Returns:
        The settings, without rez's defaults; the files that were read; and whether rez's defaults
        are among them.

    Raises:
        ConfigurationError: A file cannot be read.
    """
    data: dict[str, Any] = {}
    sourced: list[str] = []
    for filepath in filepaths:
        if filepath == ROOT:
            sourced.append(filepath)
            continue
        found = _read_file(filepath)
        if found is None:
            continue
        path, values = found
        sourced.append(path)
        for name, value in values.items():
            note(name, path)
            inherited = data[name] if name in data else _default(name, sourced)
            data[name] = merged(inherited, value)
    return data, sourced, ROOT in filepaths


def _default(name: str, sourced: list[str]) -> Any:
    return copied(DEFAULTS.get(name)) if ROOT in sourced else None


def _read_file(filepath: str) -> tuple[str, dict[str, Any]] | None:
    python_path = os.path.splitext(filepath)[0] + ".py"
    if os.path.isfile(python_path):
        return python_path, _read_python(python_path)
    if os.path.isfile(filepath):
        return filepath, _read_yaml(filepath)
    return None


def _read_python(path: str) -> dict[str, Any]:
    from types import ModuleType

    from rez_next import __rez_version__

    given = {
        "__name__": os.path.splitext(os.path.basename(path))[0],
        "__doc__": None,
        "__file__": path,
        "rez_version": __rez_version__,
        "ModifyList": ModifyList,
        "DelayLoad": DelayLoad,
    }
    namespace = dict(given)
    try:
        with open(path, encoding="utf-8") as file:
            exec(compile(file.read(), path, "exec"), namespace)
    except Exception as error:
        raise ConfigurationError(
            "Error loading configuration from %s: %s" % (path, error)
        ) from error
    return {
        name: value
        for name, value in namespace.items()
        if name != "__builtins__" and name not in given and not isinstance(value, ModuleType)
    }


def _read_yaml(path: str) -> dict[str, Any]:
    data = read_yaml(path) or {}
    if not isinstance(data, dict):
        raise ConfigurationError(
            "Error loading configuration from %s: Expected dict, got %s"
            % (path, type(data).__name__)
        )
    return data
