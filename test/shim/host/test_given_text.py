"""A definition whose text is given is that text, whatever its file says by now."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rez_next.exceptions import ResourceError
from rez_next.host.definition import evaluated
from rez_next.host.source import SourceCode

TEXTS = {
    "commands": "name = 'foo'\n\ndef commands():\n    # why\n    env.A = 'b'\n\n\nx = 1\n",
    "no last line end": "def commands():\n    env.A = 'b'",
    "decorators": "@late()\n@include('m')\ndef tools():\n    return [\n'a']\nname = 'foo'\n",
    "early function": "@early()\ndef tools():\n    return [this.name]\nname = 'foo'\n",
    "early function that gives commands": (
        "@early()\ndef post_commands():\n    def commands():\n        env.A = 'b'\n"
        "    return commands\n"
    ),
    "scope": "with scope('config') as c:\n    @late()\n    def x():\n        return 1\n",
    "wrapped": (
        "from functools import wraps\ndef own(f):\n    @wraps(f)\n    def g():\n        pass\n"
        "    return g\n@own\ndef commands():\n    env.A = 'b'\n"
    ),
    "lambda": "tools = late()(\n    lambda: [\n        1])\nx = 1\n",
    "a form feed": "x = 1\n\x0c\ndef commands():\n    env.A = '\u2028'\n    env.B = 'c'\n",
    "more than one plane": "x = '\U0001f600'\ndef commands():\n    env.A = '\U0001f600'\n",
}


def sources(value: Any) -> Any:
    """Data in which code can be compared whole."""
    if isinstance(value, SourceCode):
        return value.to_wire()
    return {key: sources(item) for key, item in value.items()} if isinstance(value, dict) else value


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_given_text_says_what_its_file_said(text: str, tmp_path: Path) -> None:
    path = tmp_path / "package.py"
    path.write_text(text, encoding="utf-8")
    data, is_self_contained = evaluated(str(path))

    path.write_text("name = 'bar'\n\n\ndef commands():\n    env.OTHER = 1\n" * 3)
    given, given_is_self_contained = evaluated(str(path), text=text)

    assert sources(given) == sources(data)
    assert given_is_self_contained == is_self_contained


def test_functions_of_a_module_beside_it_are_read_from_that(tmp_path: Path) -> None:
    (tmp_path / "shared_commands.py").write_text("\n\n\ndef commands():\n    env.A = 'b'\n")
    text = "from shared_commands import commands\n"
    data, _ = evaluated(str(tmp_path / "package.py"), [str(tmp_path)], text=text)
    assert data["commands"].source == "env.A = 'b'"


def test_a_syntax_error_is_that_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "package.py"
    path.write_text("name = 'foo'\n")
    with pytest.raises(ResourceError, match=r"package\.py, line 2\):\n    x = = 1\n"):
        evaluated(str(path), text="name = 'foo'\nx = = 1\n")
