"""Run one of rez's own test modules, unmodified, with rez or with us under rez's names.

    python run_module.py rez|rez_next test_version

Prints a JSON object: the outcome of each test by id, or why the module could not be imported.
"""

from __future__ import annotations

import importlib
import importlib.util
import io
import json
import sys
import unittest
from pathlib import Path
from types import ModuleType
from typing import Any, Dict, List


def main(side: str, module: str) -> Dict[str, Any]:
    if side == "rez_next":
        stand_for_rez()
    try:
        tests = unittest.defaultTestLoader.loadTestsFromName("rez.tests." + module)
        imported = importlib.import_module("rez.tests." + module)
    except Exception as error:
        return {"missing": "%s: %s" % (type(error).__name__, error)}
    assert imported.__file__ is not None
    outcomes = Outcomes()
    tests.run(outcomes)
    return {"outcomes": outcomes.by_id, "file": imported.__file__}


class Outcomes(unittest.TestResult):
    """Each test's outcome by its id; a test with one bad subtest has failed."""

    def __init__(self) -> None:
        super().__init__(io.StringIO())
        self.by_id: Dict[str, str] = {}

    def addSuccess(self, test: unittest.TestCase) -> None:  # noqa: N802
        self.by_id.setdefault(name_of(test), "passed")

    def addSkip(self, test: unittest.TestCase, reason: str) -> None:  # noqa: N802
        self.by_id[name_of(test)] = "skipped"

    def addFailure(self, test: unittest.TestCase, err: Any) -> None:  # noqa: N802
        self.by_id[name_of(test)] = "failed"
        print(self._exc_info_to_string(err, test), file=sys.stderr)  # type: ignore[attr-defined]

    addError = addFailure  # noqa: N815

    def addSubTest(self, test: unittest.TestCase, subtest: unittest.TestCase, err: Any) -> None:  # noqa: N802
        if err is not None:
            self.addFailure(test, err)


def name_of(test: unittest.TestCase) -> str:
    # A copy of a library that rez has is tested under our name for it.
    return test.id().replace("rez_next.compat.", "rez.", 1).replace("rez.tests.", "", 1)


def stand_for_rez() -> None:
    """Switch, and let our `rez` have the tests and the test data of the installed one."""
    spec = importlib.util.find_spec("rez")
    assert spec is not None and spec.origin is not None
    root = Path(spec.origin).parent

    import rez_next

    rez_next.install_as_rez()
    importlib.import_module("rez")
    tests = ModuleType("rez.tests")
    tests.__path__ = [str(root / "tests")]
    name_module("rez.tests", tests)
    if importlib.util.find_spec("rez_next.compat.shells") is None:
        name_module("rez.shells", shell_names())
    # The data of rez's tests is in the folder of the installed rez.
    utilities: Any = importlib.import_module("rez.tests.util")
    utilities.module_root_path = str(root)

    if importlib.util.find_spec("rez_next.compat.bind") is None:
        bind = ModuleType("rez.bind")
        bind.__path__ = []
        name_module("rez.bind", bind)
        name_module("rez.bind.hello_world", hello_world())


def hello_world() -> ModuleType:
    """Stands for `rez.bind.hello_world`: the package that tests run a tool of."""
    module = ModuleType("rez.bind.hello_world")

    def bind(path: str, *_: Any) -> None:
        root = Path(path, "hello_world", "1.0")
        (root / "bin").mkdir(parents=True)
        program = root / "bin" / "hello_world"
        program.write_text("#!%s\n%s" % (sys.executable, HELLO_WORLD), "utf-8")
        program.chmod(0o755)
        (root / "package.py").write_text(
            "name = 'hello_world'\nversion = '1.0'\ntools = ['hello_world']\n"
            "def commands():\n    env.PATH.append('{this.root}/bin')\n"
            "    env.OH_HAI_WORLD = 'hello'\n",
            "utf-8",
        )

    module.bind = bind  # type: ignore[attr-defined]
    return module


HELLO_WORLD = """
import argparse
import sys

parser = argparse.ArgumentParser()
parser.add_argument("-q", action="store_true")
parser.add_argument("-r", type=int, default=0)
options = parser.parse_args()
if not options.q:
    print("Hello Rez World!")
sys.exit(options.r)
"""


def name_module(name: str, module: ModuleType) -> None:
    sys.modules[name] = module
    parent, _, last = name.rpartition(".")
    setattr(sys.modules[parent], last, module)


def shell_names() -> ModuleType:
    """What `rez.tests.util` asks when it is imported: which shells can be tested with."""
    module = ModuleType("rez.shells")
    available = type("Bash", (), {"is_available": staticmethod(lambda: True)})
    module.get_shell_types = lambda: ["bash"]  # type: ignore[attr-defined]
    module.get_shell_class = lambda name: available  # type: ignore[attr-defined]
    return module


if __name__ == "__main__":
    arguments: List[str] = sys.argv[1:]
    print(json.dumps(main(*arguments)))
