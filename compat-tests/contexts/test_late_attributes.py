"""What commands() that Python runs see of packages, late-bound attributes among it, is rez's."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from subprocess import PIPE
from types import ModuleType
from typing import Any, Dict, List

import pytest

pytest.importorskip("rez")

from contexts.sides import SIDES, Side, same

PACKAGE = """
name = "tool"
version = "1.0"
requires = ["base"]
variants = [["base-1"]]
private_build_requires = ["base"]
tests = {"a": "echo"}
plain = [1, 2]
_hidden = 3

@late()
def tools():
    return seen()

@late()
def custom():
    return seen()

@late()
def twice():
    return [str(context.get_resolved_package("tool").custom), this.plain]

def commands():
    import json
%s
"""
# Shown by both kinds of late function: those of rez's schema see the variant, others the package.
SEEN = """
    return [
        str(context.get_resolved_package("base").version),
        [this.qualified_name, this.is_package, this.is_variant],
        [hasattr(this, name) for name in ("root", "index", "num_variants")],
        str(this.requires),
        str(this.build_requires),
        type(this).__name__,
        [in_context(), request.tool, building],
    ]
"""
WAYS: Dict[str, Any] = {
    "get_environ": lambda context: context.get_environ({})["A"],
    "get_shell_code": lambda context: _lines(context.get_shell_code("bash", {})),
    "get_actions": lambda context: [
        str(action.args[1]) for action in context.get_actions({}) if "A" in action.args
    ],
    "execute_command": lambda context: context.execute_command(
        "echo $A", {"PATH": os.environ["PATH"]}, stdout=PIPE, text=True
    ).communicate(),
    "execute_shell": lambda context: context.execute_shell(
        command="echo $A", block=True, stdout=PIPE, text=True
    ),
    "execute_shell with a callback": lambda context: context.execute_shell(
        command="echo $A", block=True, stdout=PIPE, text=True, actions_callback=lambda _: None
    ),
    "apply": lambda context: (context.apply(), os.environ["A"])[1],
}
NAMES = (
    "hashed_variants parent handle resource wrapped data timestamp tests cachable relocatable "
    "build_requires requires variant_requires variants plain _hidden is_local is_relocatable "
    "num_variants revision uri preprocess include_path includes base root subpath index is_variant "
    "qualified_name get_requires() sorted_keys() config.default_shell context.status "
    "repository.uid install.__name__ print_info.__name__ nothing"
).split()


def _lines(script: str) -> List[str]:
    return [line for line in script.splitlines() if line.startswith("export A=")]


def context_of(side: Side, folder: Path) -> Any:
    return side.resolved_context.ResolvedContext(["tool"], package_paths=[str(folder)])


def repository(folder: Path, commands: List[str], package: str = PACKAGE) -> None:
    files = {
        "tool": package.replace("    return seen()\n", SEEN)
        % "\n".join("    " + line for line in commands),
        "base": "name = 'base'\nversion = '1.0'\n",
    }
    for name, text in files.items():
        (folder / name / "1.0").mkdir(parents=True)
        (folder / name / "1.0" / "package.py").write_text(text)


@pytest.mark.parametrize("way", WAYS)
def test_late_attributes_see_what_they_see_in_rez(
    way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository(tmp_path, ["env.A = json.dumps([this.tools, this.custom, this.twice])"])

    def question(side: Side) -> Any:
        with monkeypatch.context() as patch:
            patch.setattr(os, "environ", os.environ.copy())
            return WAYS[way](context_of(side, tmp_path))

    kind, answer = same(question)
    assert kind == "value"
    assert "tool-1.0[0]" in str(answer)


def test_variants_have_what_they_have_in_rez(tmp_path: Path) -> None:
    code = [
        "def value_of(variant, name):",
        "    if name == 'sorted_keys()':",
        "        return sorted(variant.arbitrary_keys()), sorted(variant.validated_data())",
        "    for part in name.split('.'):",
        "        variant = getattr(variant, part.rstrip('()'))",
        "    return variant() if name.endswith('()') else variant",
        "for at, name in enumerate(%r):" % (NAMES,),
        "    for variant in (this, resolve.base):",
        "        try:",
        "            env['A%d' % at].append(repr(value_of(variant, name)))",
        "        except AttributeError as error:",
        "            env['A%d' % at].append(str(error))",
    ]
    repository(tmp_path, code)

    def question(side: Side) -> Any:
        environ = context_of(side, tmp_path).get_environ({})
        return {name: environ["A%d" % at] for at, name in enumerate(NAMES)}

    kind, answer = same(question)
    assert kind == "value", answer


def test_requirements_are_rezs_where_the_engine_runs_the_code(tmp_path: Path) -> None:
    repository(tmp_path, ["env.A = repr(this.requires)"], PACKAGE.replace("    import json\n", ""))
    assert "PackageRequest" in same(lambda side: context_of(side, tmp_path).get_environ({})["A"])[1]


def test_packages_of_a_repository_in_python_are_seen_beside_those_on_disk(tmp_path: Path) -> None:
    repository(tmp_path, ["env.A = str(resolve.live.custom)", "env.A.append(this.tools[0])"])

    def question(side: Side) -> Any:
        custom = Side("%s.utils" % side.root).sourcecode.SourceCode(
            "return [str(context.status), this.is_package]"
        )
        custom.decorators = [{"name": "late"}]
        commands = "import json\nenv.B = '%s %s' % (this.custom, this.requires)"
        live = {"name": "live", "custom": custom, "requires": ["base"], "commands": commands}
        manager = side.package_repository.package_repository_manager
        manager.get_repository("memory@late").data = {"live": {"_NO_VERSION": live}}
        paths = [str(tmp_path), "memory@late"]
        context = side.resolved_context.ResolvedContext(["live", "tool"], package_paths=paths)
        environ = context.get_environ({})
        return environ["A"], environ["B"]

    kind, answer = same(question)
    assert kind == "value", answer


ASKING = """
name = "asks"
version = "1"
variants = [["base"], ["base-1"]]
label = "found"
private_build_requires = ["base"]

@late()
def requires():
    import os
    seen = [
        [type(this).__name__, this.is_package, this.is_variant, this.num_variants, this.label],
        [[type(each).__name__ for each in requests] for requests in this.variants],
        [in_context(), building, str(context.status), context.resolved_packages],
        sorted(name for name in globals() if not name.startswith("__")),
    ]
    os.environ["SEEN"] += str(seen)
    return this.private_build_requires + ["base"]

@late()
def build_requires():
    import os
    os.environ["SEEN"] += str([type(this).__name__, this.index, this.subpath])
    return ["base"]
"""


def test_in_a_resolve_functions_see_packages_and_variants(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository(tmp_path, [])
    (tmp_path / "asks" / "1").mkdir(parents=True)
    (tmp_path / "asks" / "1" / "package.py").write_text(ASKING)

    def question(side: Side) -> Any:
        monkeypatch.setenv("SEEN", "")
        context = side.resolved_context.ResolvedContext(
            ["asks"], package_paths=[str(tmp_path)], building=True
        )
        return os.environ["SEEN"], [str(variant) for variant in context.resolved_packages]

    kind, answer = same(question)
    assert kind == "value" and "['Variant', 1, 'base-1']" in answer[0], answer


@pytest.mark.parametrize("value", ["5", "None", '("base",)', '["no request!"]', "[1]"])
def test_a_list_of_requests_that_is_none_is_refused(value: str, tmp_path: Path) -> None:
    package = "name = 'tool'\nversion = '1.0'\n@late()\ndef requires():\n    return %s\n%%.0s"
    repository(tmp_path, [], package % value)
    for side in SIDES:
        with pytest.raises(Exception) as raised:
            context_of(side, tmp_path)
    assert raised.type.__name__ == "PackageMetadataError"
    assert str(tmp_path / "tool") in str(raised.value) and "'requires'" in str(raised.value)


def test_a_resolve_in_a_late_list_is_made_once(tmp_path: Path) -> None:
    """Files of a clock that goes before ours are read anew by each resolve."""
    nested = (
        "    asks.count.append(1)\n    assert len(asks.count) < 9\n"
        "    asks.nested(['base'], package_paths=[%r])\n    return ['base']\n" % str(tmp_path)
    )
    package = "name = 'tool'\nversion = '1.0'\n@late()\ndef requires():\n    import asks\n"
    repository(tmp_path, [], package + nested + "%.0s")
    soon = time.time() + 3600
    for file in tmp_path.rglob("package.py"):
        os.utime(file, (soon, soon))

    def question(side: Side) -> Any:
        asks: Any = ModuleType("asks")
        asks.count, asks.nested = [], side.resolved_context.ResolvedContext
        sys.modules["asks"] = asks
        names = [str(each) for each in context_of(side, tmp_path).resolved_packages]
        return len(names), len(asks.count)

    try:
        assert same(question) == ("value", (2, 1))
    finally:
        del sys.modules["asks"]


FLAGGED = """
@late()
def requires():
    return ["y-1"] if in_context() and "flag" in request else ["y-2"]
"""


def test_a_late_list_says_to_each_resolve_what_is_so_for_it(tmp_path: Path) -> None:
    """One resolve in the middle of another; each has met the family before its list is asked."""
    bodies = {
        "x-1": "",
        "x-2": "",
        "y-1": "",
        "y-2": "",
        "flag-1": "",
        "late-2": FLAGGED,
        "late-3": "requires = ['x-2']\n",
        "b-1": "requires = ['late==2']\n",
        "a-1": "requires = ['b']\n",
        "a-2": "requires = ['late==3']\n",
    }
    for package, body in bodies.items():
        name, version = package.split("-")
        folder = tmp_path / name / version
        folder.mkdir(parents=True)
        text = "name = %r\nversion = %r\n%s" % (name, version, body)
        (folder / "package.py").write_text(text)

    def question(side: Side) -> Any:
        inner: List[Any] = []

        def nested(_state: Any) -> Any:
            inner.append(names(["flag", "late==2"]))
            return side.solver.SolverCallbackReturn.keep_going, ""

        def names(request: List[str], **options: Any) -> List[str]:
            make = side.resolved_context.ResolvedContext
            made = make(request, package_paths=[str(tmp_path)], caching=False, **options)
            return [each.qualified_name for each in made.resolved_packages]

        return names(["x-1", "a"], callback=nested), inner, names(["x-1", "a"])

    kind, (outer, inner, _) = same(question)
    assert kind == "value" and "y-2[]" in outer and "y-1[]" in inner[0], (outer, inner)
