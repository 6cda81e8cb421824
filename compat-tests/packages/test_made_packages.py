"""Packages made in code: what they take for an attribute, and what they write."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Callable, Dict

import pytest
import rez.package_maker
import rez.packages
import rez.utils.sourcecode

from rez_next.compat import package_maker, packages
from rez_next.compat.utils import sourcecode

SIDES = [
    (package_maker.make_package, packages.create_package, sourcecode.include),
    (rez.package_maker.make_package, rez.packages.create_package, rez.utils.sourcecode.include),
]


def functions(include: Any) -> Dict[str, Callable[[], Any]]:
    def plain() -> None:
        env.FOO = "{root}"  # type: ignore[name-defined]  # noqa: F821
        # said of the next
        env.BAR = "1"  # type: ignore[name-defined]  # noqa: F821

    @include("helper")
    def including() -> None:
        helper.foo()  # type: ignore[name-defined]  # noqa: F821

    def nothing() -> None:
        pass

    return {"plain": plain, "including": including, "lambda": lambda: None, "nothing": nothing}


NAMES = ["pre_commands", "commands", "post_commands", "pre_build_commands", "preprocess"]


@pytest.mark.parametrize("function", sorted(functions(lambda name: lambda f: f)))
@pytest.mark.parametrize("name", NAMES)
def test_function_becomes_what_it_does_in_rez(tmp_path: Path, name: str, function: str) -> None:
    answers = []
    for at, (make_package, create_package, include) in enumerate(SIDES):
        value = functions(include)[function]
        made = create_package("foo", {"version": "1", name: value})
        answer = [] if name == "preprocess" else [re.sub(" at 0x.*", "", str(getattr(made, name)))]
        try:
            with make_package("foo", str(tmp_path / str(at))) as package:
                package.version = "1"
                setattr(package, name, value)
            text = (tmp_path / str(at) / "foo" / "1" / "package.py").read_text("utf-8")
            answer.append(re.sub("timestamp = .*", "", text))
        except IndexError as error:
            answer.append(str(error))
        answers.append(answer)
    assert answers[0] == answers[1]


def test_function_is_refused_where_rez_wants_data() -> None:
    for name in ("requires", "tools", "description", "tests", "build_command", "has_plugins"):
        for _, create_package, _ in SIDES:
            with pytest.raises(Exception, match=r"did not validate|should be|is no data"):
                create_package("foo", {"version": "1", name: lambda: None})
