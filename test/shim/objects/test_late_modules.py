"""What a process that lost Python's own folders from `sys.path` needs is imported before."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import Iterator, Set

import pytest

import rez_next

PACKAGE = Path(rez_next.__file__).resolve().parent
#: These run in processes of their own.
APART = {"_as_rez", "terminal", "rez_side.py"}
LOADED = """
import sys
from rez_next.objects.shell.late_modules import import_late_modules
import_late_modules()
print(*sys.modules, *sys.builtin_module_names)
"""


@pytest.mark.skipif(sys.version_info < (3, 10), reason="Python does not name its own modules")
def test_all_modules_of_python_are_imported() -> None:
    used: Set[str] = set()
    for file in PACKAGE.rglob("*.py"):
        if not APART.intersection(file.relative_to(PACKAGE).parts):
            used.update(_imports(ast.parse(file.read_text(encoding="utf-8"))))
    own = {name for name in used if name.split(".")[0] in sys.stdlib_module_names}
    loaded = subprocess.check_output([sys.executable, "-c", LOADED], universal_newlines=True)
    assert own - set(loaded.split()) == set()


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield str(node.module)
