"""The switch in a Python that has rez, too."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Dict

import pytest

pytest.importorskip("rez")

import rez_next

ROOT = Path(str(rez_next.__file__)).parent
ENTRY = os.pathsep.join([str(ROOT / "_as_rez"), str(ROOT.parent)])


def run(code: str, **environ: str) -> subprocess.CompletedProcess[str]:
    variables: Dict[str, str] = {
        name: value for name, value in os.environ.items() if not name.startswith("USE_REZ")
    }
    variables = {**variables, "PYTHONPATH": ENTRY, **environ}
    return subprocess.run(
        [sys.executable, "-c", code], env=variables, capture_output=True, text=True
    )


def printed(code: str, **environ: str) -> str:
    done = run(code, **environ)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


WHICH = "import rez.solver, rez; print(hasattr(rez, '__rez_next_version__'), rez.__version__)"


@pytest.mark.parametrize(("word", "ours"), [("1", True), ("", True), ("off", False)])
def test_the_path_entry_yields_to_rez_when_told(word: str, ours: bool) -> None:
    assert printed(WHICH, USE_REZ_NEXT=word) == "%s 3.4.0" % ours


def test_without_the_switch_rez_is_rez() -> None:
    code = "import rez_next, rez.packages; print(rez.packages.__name__)"
    assert printed(code, PYTHONPATH=str(ROOT.parent), USE_REZ_NEXT="1") == "rez.packages"


def test_rez_that_is_imported_already_is_not_replaced() -> None:
    code = "import rez.config, rez_next; rez_next.install_as_rez()"
    done = run(code, PYTHONPATH=str(ROOT.parent))
    assert "ImportError: rez cannot be replaced by rez-next any more" in done.stderr
    assert "rez_next.install_as_rez() before anything imports rez" in done.stderr


PICKLED = """
import pickle, sys
from rez.version import Requirement, RequirementList, Version, VersionRange
from rez.utils.formatting import PackageRequest
from rez.resolved_context import ResolverStatus
from rez.exceptions import PackageNotFoundError
values = [Version("1.2.3-a"), VersionRange("1+<2|3"), Requirement("foo-1"), PackageRequest("~a==1"),
          RequirementList([Requirement("a-1"), Requirement("b")]), ResolverStatus.failed,
          PackageNotFoundError("x")]
"""


@pytest.mark.parametrize("protocol", [0, 2, 4])
def test_pickles_of_rez_are_read(protocol: int, tmp_path: Path) -> None:
    path = tmp_path / "values"
    write = PICKLED + "pickle.dump(values, open(%r, 'wb'), %d)" % (str(path), protocol)
    printed(write, USE_REZ_NEXT="0")
    read = PICKLED + (
        "found = pickle.load(open(%r, 'rb'))\n"
        "assert list(map(str, found)) == list(map(str, values)), found\n"
        "assert [type(x) for x in found] == [type(x) for x in values], found\n"
        "assert found[:4] == values[:4] and found[5] is values[5]\n"
        "print('read')"
    )
    assert printed(read % str(path)) == "read"


def test_variables_may_have_names_that_javascript_knows() -> None:
    code = """
from rez.resolved_context import ResolvedContext
from rez.config import config
context = ResolvedContext([])
names = ["__proto__", "constructor", "toString", "hasOwnProperty"]
config.override("all_parent_variables", True)
found = context.get_environ(parent_environ={name: name for name in names})
print(sorted(name for name in found if name in names))
"""
    environ = {"__proto__": "a", "constructor": "b"}
    ours = printed(code, **environ)
    assert ours == printed(code, USE_REZ_NEXT="0", **environ)
