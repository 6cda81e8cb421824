"""rez.utils.yaml: YAML, read and written."""

from __future__ import annotations

from rez_next.compat._elsewhere import given_from
from rez_next.objects.text.yaml_files import dump_yaml, load_yaml, save_yaml

__all__ = ["dump_yaml", "load_yaml", "save_yaml"]

__getattr__ = given_from(
    __name__,
    {
        "compat.version": "Requirement Version",
        "compat.utils.sourcecode": "SourceCode",
    },
)
