"""Functions of packages become the same source code as in rez."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

rez_sourcecode = pytest.importorskip("rez.utils.sourcecode")

from rez_next.host.source import SourceCode  # noqa: E402

FUNCTIONS = '''
def comments():
    # first
# at the margin
    x = 1
#another
    # more
    return x

def docstring():
    """doc
  less indented
    """

    y = \'\'\'
zero
\'\'\'
    # end

def tabs():
\tif True:
# in a block
\t\treturn 1

def blank_lines():

    x = [
        1,

    ]
    return x
'''


@pytest.mark.parametrize("name", ["comments", "docstring", "tabs", "blank_lines"])
@pytest.mark.parametrize("as_function", [True, False])
def test_source_is_rezs(name: str, as_function: bool, tmp_path: Path) -> None:
    path = tmp_path / "functions.py"
    path.write_text(FUNCTIONS, encoding="utf-8")
    spec = spec_from_file_location("functions", str(path))
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    function = getattr(module, name)

    def told(make: Any) -> Any:
        code = make(func=function, filepath="/p/package.py", eval_as_function=as_function)
        return code.source, code.evaluated_code, code.to_text(name), code.sourcename, str(code)

    assert told(SourceCode) == told(rez_sourcecode.SourceCode)


@pytest.mark.parametrize("source", ["x = ", "1 / 0", "return 1", "raise KeyError('k')", "x = 2"])
def test_running_is_rezs(source: str) -> None:
    def outcome(make: Any) -> Any:
        try:
            return make(source).exec_({})
        except Exception as error:
            return type(error).__name__, error.short_msg, str(error).split("\n")[-2:]

    ours = outcome(SourceCode)
    assert ours == outcome(rez_sourcecode.SourceCode)


def test_modules_that_were_included_are_those_of_the_module_manager() -> None:
    from rez_next.compat.utils import sourcecode
    from rez_next.host import includes

    assert sourcecode.include_module_manager is includes.include_module_manager
