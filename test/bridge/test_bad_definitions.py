"""A definition that goes too far is an error of that package, and of no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from rez_next.compat.exceptions import PackageCommandError, ResourceError
from rez_next.compat.packages import iter_packages
from rez_next.compat.resolved_context import ResolvedContext
from rez_next.exceptions import SourceCodeError

PYTHON = "name = 'foo'\nversion = '%s'\n"

# What a definition does, and what the error says of it.
BAD = {
    "exits": ("import sys\nsys.exit(3)\n", "sys.exit(3)"),
    "exits_early": (
        "@early()\ndef description():\n    raise SystemExit('over')\n",
        "over",
    ),
    "large_for_python": ("x = 'a' * 40_000_000\n", "its values are larger than 32 MB"),
    "large_for_evaluator": ("x = ['a' * 1_000_000] * 40\n", "its values are larger than 32 MB"),
    "large_early": (
        "@early()\ndef description():\n    return 'a' * 40_000_000\n",
        "its values are larger than 32 MB",
    ),
    "recursion": ("def f():\n    return f()\nx = f()\n", "recursion"),
    "endless": ("n = 0\nwhile n >= 0:\n    n = len(str(n))\nimport os\n", "the limit that"),
    "endless_early": (
        "@early()\ndef description():\n    while True:\n        pass\n",
        "longer than 0.5 seconds",
    ),
    "endless_stubborn": (
        "@early()\ndef description():\n    n = 0\n    while n < 10 ** 9:\n"
        "        try:\n            n += 1\n        except Exception:\n            pass\n",
        "in description",
    ),
}


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("bad")
    for name, code in [("good", ""), *((name, code) for name, (code, _) in BAD.items())]:
        folder = root / "foo" / name
        folder.mkdir(parents=True)
        (folder / "package.py").write_text(PYTHON % name + code)
    bomb = "a0: &a0 [%s]\n" % ", ".join(["x"] * 10)
    for level in range(1, 9):
        bomb += f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]\n"
    yaml = root / "foo" / "laughs"
    yaml.mkdir()
    (yaml / "package.yaml").write_text("name: foo\nversion: laughs\n" + bomb)
    return root


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REZ_NEXT_DEFINITION_SECONDS", "0.5")


@pytest.mark.parametrize("name", BAD)
def test_a_definition_that_goes_too_far_is_an_error_of_its_package(
    name: str, repository: Path
) -> None:
    packages = {str(each.version): each for each in iter_packages("foo", paths=[str(repository)])}
    with pytest.raises(ResourceError) as raised:
        _ = packages[name].description
    assert BAD[name][1] in str(raised.value)
    assert str(repository / "foo" / name / "package.py") in str(raised.value)
    assert packages["good"].description is None


def test_yaml_that_grows_by_its_aliases_is_refused(repository: Path) -> None:
    packages = {str(each.version): each for each in iter_packages("foo", paths=[str(repository)])}
    with pytest.raises(ResourceError, match="aliases expand"):
        _ = packages["laughs"].description
    assert packages["good"].description is None


def test_a_list_that_adds_to_a_setting_crosses(tmp_path: Path) -> None:
    folder = tmp_path / "foo" / "1"
    folder.mkdir(parents=True)
    code = "with scope('config') as c:\n    c.packages_path = ModifyList(['/last'], ['/first'])\n"
    (folder / "package.py").write_text(PYTHON % "1" + code)
    (package,) = iter_packages("foo", paths=[str(tmp_path)])
    paths = package.config.packages_path
    assert (paths[0], paths[-1]) == ("/first", "/last")


def test_commands_and_late_functions_that_never_end_are_errors_of_their_package(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "foo" / "1"
    folder.mkdir(parents=True)
    endless = "    while True:\n        pass\n"
    (folder / "package.py").write_text(
        PYTHON % "1" + "def commands():\n%s@late()\ndef tools():\n%s" % (endless, endless)
    )
    context = ResolvedContext(["foo"], package_paths=[str(tmp_path)])
    with pytest.raises(PackageCommandError, match="computes for longer than 0") as raised:
        context.get_environ()
    assert "Error in commands in package" in str(raised.value)
    assert context.resolved_packages is not None
    with pytest.raises(SourceCodeError, match="computes for longer than 0") as raised_late:
        _ = context.resolved_packages[0].tools
    assert "line 2, in tools" in str(raised_late.value)


def test_commands_may_wait_as_long_as_they_like(tmp_path: Path) -> None:
    folder = tmp_path / "foo" / "1"
    folder.mkdir(parents=True)
    commands = "def commands():\n    import time\n    time.sleep(1)\n    env.A = 1\n"
    (folder / "package.py").write_text(PYTHON % "1" + commands)
    context = ResolvedContext(["foo"], package_paths=[str(tmp_path)])
    assert context.get_environ()["A"] == "1"


@pytest.mark.parametrize("name", ["tools", "a", "requires"])
def test_a_late_attribute_that_depends_on_itself_is_an_error(name: str, tmp_path: Path) -> None:
    """rez fills Python's stack, and takes hours for the tracebacks."""
    folder = tmp_path / "foo" / "1"
    folder.mkdir(parents=True)
    late = "@late()\ndef %s():\n    return this.%s\n"
    attributes = "".join(late % pair for pair in (("tools", "tools"), ("a", "b"), ("b", "a")))
    (folder / "package.py").write_text(PYTHON % "1" + attributes)
    if name == "requires":
        with (folder / "package.py").open("a") as file:
            file.write(late % ("requires", "requires"))
    wanted = "the late-bound attribute '%s' depends on itself" % name
    (package,) = iter_packages("foo", paths=[str(tmp_path)])
    for _ in range(2):
        with pytest.raises(SourceCodeError, match=wanted):
            getattr(package, name)
    if name == "requires":
        with pytest.raises(SourceCodeError, match=wanted):
            ResolvedContext(["foo"], package_paths=[str(tmp_path)])
        return
    with (folder / "package.py").open("a") as file:
        file.write("def commands():\n    import json\n    env.A = str(this.%s)\n" % name)
    context = ResolvedContext(["foo"], package_paths=[str(tmp_path)])
    with pytest.raises(PackageCommandError, match=wanted):
        context.get_environ()
