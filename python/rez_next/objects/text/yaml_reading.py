"""YAML as data, read by the engine, which has a parser that agrees with rez's."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def parse_yaml(text: str) -> Any:
    """What a text in YAML says.

    Raises:
        ValueError: It is not YAML.
    """
    import tempfile

    # The engine reads files.
    with tempfile.TemporaryDirectory(prefix="rez_yaml_") as folder:
        path = os.path.join(folder, "text.yaml")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return parse_yaml_file(path)


def parse_yaml_file(path: str) -> Any:
    """What a file in YAML says.

    Raises:
        ValueError: It is not YAML. It is no error of the package manager's, nor is rez's.
    """
    from rez_next.exceptions import ConfigurationError
    from rez_next.objects.config.delay_load import read_yaml

    try:
        return read_yaml(path)
    except ConfigurationError as error:
        raise ValueError(str(error).partition(path + ": ")[2] or str(error)) from None
