"""Run one of rez's own test modules, unmodified, with rez or with us under rez's names.

    python run_module.py rez|rez_next test_version

Prints a JSON object: the outcome of each test by id, or why the module could not be imported.
"""

from __future__ import annotations

import contextlib
import copy
import importlib
import importlib.util
import io
import json
import os
import shutil
import sys
import tempfile
import unittest
from pathlib import Path
from types import ModuleType
from typing import Any, ClassVar, Dict, Iterator, List, Optional

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
    return test.id().replace("rez.tests.", "", 1)


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
        name_module("rez.tests.util", test_utilities(root))
    else:
        # The data of rez's tests is in the folder of the installed rez.
        utilities: Any = importlib.import_module("rez.tests.util")
        utilities.module_root_path = str(root)


def name_module(name: str, module: ModuleType) -> None:
    sys.modules[name] = module
    parent, _, last = name.rpartition(".")
    setattr(sys.modules[parent], last, module)


def test_utilities(root: Path) -> ModuleType:
    """What rez's tests need of `rez.tests.util`: settings of their own, test data, a folder."""
    from rez_next.objects.config import _create_locked_config, config

    class TestBase(unittest.TestCase):
        settings: ClassVar[Dict[str, Any]] = {}

        @classmethod
        def setUpClass(cls) -> None:
            cls.settings = {}

        def setUp(self) -> None:
            self._environ = copy.deepcopy(os.environ)
            self.maxDiff = None
            self._set(type(self).settings)

        def tearDown(self) -> None:
            config._swap(self._saved)
            os.environ = self._environ  # noqa: B003 - as rez's own does it

        def update_settings(self, new_settings: Dict[str, Any], override: bool = False) -> None:
            config._swap(self._saved)
            self._set(new_settings if override else {**type(self).settings, **new_settings})

        def _set(self, settings: Dict[str, Any]) -> None:
            self._saved = _create_locked_config(dict(settings))
            config._swap(self._saved)

        @classmethod
        def data_path(cls, *parts: str) -> str:
            return os.path.realpath(os.path.join(str(root), "data", "tests", *parts))

    class TempdirMixin:
        root: Optional[str] = None

        @classmethod
        def setUpClass(cls) -> None:
            cls.root = tempfile.mkdtemp(prefix="rez_selftest_")

        @classmethod
        def tearDownClass(cls) -> None:
            shutil.rmtree(str(cls.root), ignore_errors=True)

    @contextlib.contextmanager
    def restore_sys_path() -> Iterator[Any]:
        before = sys.path[:]
        yield sys.path
        sys.path[:] = before

    @contextlib.contextmanager
    def restore_os_environ() -> Iterator[Any]:
        before = os.environ.copy()
        yield os.environ
        os.environ.clear()
        os.environ.update(before)

    def program_dependent(*programs: str) -> Any:
        missing = not all(map(shutil.which, programs))
        return unittest.skipIf(missing, "needs %s" % (programs,))

    module: Any = ModuleType("rez.tests.util")
    module.restore_sys_path = restore_sys_path
    module.restore_os_environ = restore_os_environ
    module.program_dependent = program_dependent
    module.TestBase = TestBase
    module.TempdirMixin = TempdirMixin
    return module


if __name__ == "__main__":
    arguments: List[str] = sys.argv[1:]
    print(json.dumps(main(*arguments)))
