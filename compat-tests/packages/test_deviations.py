"""The differences from rez that compat-tests/deviations.toml lists for packages are still there."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, List

import pytest
import rez.packages

from rez_next.compat import packages

DEFINITION = """
from collections import OrderedDict as _Ordered
name = "foo"
version = "1"
description = "  one\\n  two "
tools = "not a list"
commands = "env.A = 1"
own = _Ordered(a=1)
"""


def test_data_is_as_checked(tmp_path: Path) -> None:
    folder = tmp_path / "foo" / "1"
    folder.mkdir(parents=True)
    (folder / "package.py").write_text(DEFINITION)
    found: List[Dict[str, Any]] = []
    for module in (rez.packages, packages):
        package = module.get_package("foo", "1", paths=[str(tmp_path)])
        found.append(package.data)
        with pytest.raises(Exception, match="Validation of key 'tools' failed"):
            _ = package.tools
    theirs, ours = found
    assert (theirs["tools"], "tools" in ours) == ("not a list", False)
    assert (theirs["description"], ours["description"]) == ("  one\n  two ", "one\ntwo")
    assert (theirs["commands"], ours["commands"].source) == ("env.A = 1", "env.A = 1")
    assert (type(theirs["own"]).__name__, ours["own"]) == ("OrderedDict", {"a": 1})
