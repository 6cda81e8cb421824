"""YAML files, and YAML in forms of PyYAML's; rez's `rez.utils.yaml`.

rez's own form is written here. Another one, which only a caller's dumper knows, takes PyYAML,
which the user has to install.
"""

from __future__ import annotations

from rez_next.objects.text import yaml_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def dump_yaml(data: Any, Dumper: Any = None, default_flow_style: bool = False) -> str:
    """The text of data in YAML.

    Args:
        data: Dicts, lists, texts, numbers, dates; versions, requests and code as texts.
        Dumper: A dumper of PyYAML's; None is rez's form.
        default_flow_style: In lines, as PyYAML writes it, rather than in blocks.

    Raises:
        ImportError: PyYAML is needed, and not installed.
        TypeError: There is something else in the data.
    """
    if Dumper is None and not default_flow_style:
        return yaml_text.dump_yaml(data)
    from importlib import import_module

    yaml = import_module("rez_next.compat.vendor.yaml")
    dumper = yaml.SafeDumper if Dumper is None else Dumper
    text: str = yaml.dump(data, default_flow_style=default_flow_style, Dumper=dumper)
    return text.strip()


def load_yaml(filepath: str) -> Any:
    """What a file in YAML says.

    Raises:
        OSError: It cannot be read.
        ConfigurationError: It is not YAML.
    """
    from rez_next.objects.config.delay_load import read_yaml

    with open(filepath, encoding="utf-8"):
        return read_yaml(filepath)


def save_yaml(filepath: str, **fields: Any) -> None:
    """Write a file in YAML.

    Args:
        filepath: The file.
        fields: What it says.

    Raises:
        OSError: It cannot be written.
        TypeError: A field is not data.
    """
    text = dump_yaml(fields)
    with open(filepath, "w", encoding="utf-8") as file:
        file.write(text + "\n")
