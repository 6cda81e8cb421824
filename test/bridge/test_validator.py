"""PackageValidator: what it says of the examples, of broken packages, and with which line."""

from __future__ import annotations

import os
import sys
import textwrap
from pathlib import Path
from typing import Any, Iterator, List, Tuple

import pytest

import rez_next
from rez_next import Package, PackageProblem, PackageValidator
from rez_next.compat.config import config
from rez_next.compat.packages import create_package, iter_package_families


def _cases() -> Iterator[Tuple[str, List[str]]]:
    text = Path(__file__).with_name("validator_cases.txt").read_text("utf-8")
    for case in text.split("----\n")[1:]:
        lines = case.splitlines()
        said = [line[3:] for line in lines if line.startswith(">> ")]
        yield "\n".join(line for line in lines if not line.startswith(">> ")), said


_CASES = list(_cases())

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "packages"


@pytest.fixture(autouse=True)
def repository(tmp_path: Path) -> Iterator[Path]:
    """What packages of the tests may require."""
    repository = tmp_path / "packages"
    for name, version in (("lib", "1.2"), ("lib", "2.0"), ("host", "1")):
        _write(repository / name / version, 'name = "%s"\nversion = "%s"\n' % (name, version))
    config.override("packages_path", [str(repository)])
    yield repository
    config.remove_override("packages_path")


def test_the_examples_are_valid() -> None:
    validator = PackageValidator([str(EXAMPLES)])
    packages = [
        package
        for family in iter_package_families([str(EXAMPLES)])
        for package in family.iter_packages()
    ]
    assert len(packages) > 20
    for package in packages:
        result = validator.validate(package)
        assert result.is_valid, str(result)
        # Most of the examples have no payload; nothing else is to be said of them.
        assert [w for w in result.warnings if "does not exist" not in w.message] == []


@pytest.mark.parametrize(("text", "expected"), _CASES)
def test_what_it_says(text: str, expected: List[str], tmp_path: Path) -> None:
    source = 'name = "tool"\nversion = "1.0"\n' + text
    folder = tmp_path / "source"
    (folder / "bin").mkdir(parents=True)
    _write(folder, source)
    result = PackageValidator().validate(Package.load(folder))
    assert _said(result) == [
        line.replace("{root}/pyhton", "%s/pyhton" % folder) for line in expected
    ]
    assert result.is_valid == bool(result) == all(line.startswith("w") for line in expected)

    installed = tmp_path / "more" / "tool" / "1.0"
    (installed / "bin").mkdir(parents=True)
    _write(installed, source)
    (package,) = rez_next.RepositoryManager([str(tmp_path / "more")]).find_packages("tool")
    result = PackageValidator().validate(package)
    said = [line for line in _said(result) if "payload" not in line]
    if "tool-2" in text:
        assert said[0].endswith("(there are 1.0)")
        return
    assert said == [line.replace("{root}/pyhton", "%s/pyhton" % installed) for line in expected]
    assert all(problem.file == str(installed / "package.py") for problem in result.errors)


def test_all_that_breaks_the_schema_is_said_at_once(tmp_path: Path) -> None:
    text = 'name = "tool"\nversion = "1.0"\nauthors = "me"\n'
    text += 'requires = [\n  "lib",\n  "a b",\n]\nuuid = 3\n'
    expected = [
        "3: Validation of key 'authors' failed: 'me' should be a list",
        "6: Validation of key 'requires' failed: item 1: 'a b': Not a valid package name: 'a b'",
        "8: Validation of key 'uuid' failed: 3 should be a string",
    ]
    _write(tmp_path / "source", text)
    assert _said(PackageValidator().validate(tmp_path / "source")) == expected
    _write(tmp_path / "more" / "tool" / "1.0", text)
    (package,) = rez_next.RepositoryManager([str(tmp_path / "more")]).find_packages("tool")
    assert _said(PackageValidator().validate(package)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('name = "to ol"', "1: Not a valid package name: 'to ol'"),
        ('name = "tool"\nversion = "1-"', "2: Invalid version syntax: '1-'"),
        ('name = "tool"\nversion = 1', "2: Validation of key 'version' failed: 1 should be"),
        ('name = "tool"\n\nx = 1 / 0', "3: division by zero"),
        ('name = "tool"\nrequires_rez_version = "99"', "2: Failed reading package definition file"),
        ('name = "tool"\ndef preprocess(this, data):\n  raise InvalidPackageError("n")', "None: n"),
        ("version = '1'", "None: Error in"),
        ("", "None: Error in"),
        (
            'name = "tool"\n@early()\ndef requires():\n  return {}["key"]',
            "4: requires raised KeyError: 'key'",
        ),
        ('name = "tool"\n@include("m")\n@late()\ndef tools():\n  m.x()', "2: Package"),
    ],
)  # fmt: skip
def test_a_file_that_does_not_load_is_reviewed_too(
    text: str, expected: str, tmp_path: Path
) -> None:
    _write(tmp_path / "source", text)
    result = PackageValidator().validate(str(tmp_path / "source" / "package.py"))
    assert not result.is_valid
    (said,) = _said(result)
    assert said.startswith(expected)
    assert result.errors[0].file == str(tmp_path / "source" / "package.py")
    with pytest.raises(Exception, match="n" if "preprocess" in text else "source"):
        Package.load(tmp_path / "source")


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes are no files there")
def test_a_named_pipe_is_no_definition(tmp_path: Path) -> None:
    pipe = tmp_path / "package.py"
    os.mkfifo(pipe)
    for path in (pipe, tmp_path):
        (problem,) = PackageValidator().validate(path).errors
        assert problem.message == "No package definition file found at %s" % path


def test_a_bad_name_and_a_bad_version_are_said_together(tmp_path: Path) -> None:
    _write(tmp_path, 'name = "to ol"\nversion = "1..2"\n')
    name, version = _said(PackageValidator().validate(tmp_path))
    assert name.startswith("1: Not a valid package name")
    assert version.startswith("2: Invalid version syntax")


def test_a_function_in_one_line_is_where_it_stands(tmp_path: Path) -> None:
    _write(tmp_path, 'name = "tool"\nversion = "1"\n@late()\ndef requires(): return ["lib"]\n')
    (said,) = _said(PackageValidator().validate(tmp_path))
    assert said.startswith("4: requires is no Python: ")  # nor for rez, which leaves out that line


@pytest.mark.parametrize("package", [None, 5])
def test_what_is_no_package_is_refused(package: Any) -> None:
    with pytest.raises(TypeError, match="path of one"):
        PackageValidator().validate(package)


def test_code_in_yaml_is_compiled(tmp_path: Path) -> None:
    folder = tmp_path / "source"
    folder.mkdir()
    text = "name: tool\ncommands: |\n    env.A = 1\n    env.B = (2\nrequires:\n- lib\n- nothere\n"
    (folder / "package.yaml").write_text(text)
    result = PackageValidator().validate(folder)
    assert [problem.line for problem in result.errors] == [4, 7]
    assert result.errors[0].message.startswith("commands is no Python: ")


def test_a_folder_and_its_file_may_differ(tmp_path: Path) -> None:
    _write(tmp_path / "more" / "tool" / "1.0", 'name = "tol"\nversion = "1.1"\n')
    (package,) = rez_next.RepositoryManager([str(tmp_path / "more")]).find_packages("tool")
    assert _said(PackageValidator().validate(package)) == [
        "warning 1: the file says name 'tol', and the folder it lies in is 'tool'",
        "warning 2: the file says version '1.1', and the folder it lies in is '1.0'",
    ]


def test_what_code_raises_is_said_with_its_place(tmp_path: Path) -> None:
    text = 'name = "tool"\n@early()\ndef tools():\n    raise ValueError("no")\n'
    file = _write(tmp_path / "more" / "tool" / "1.0", text)
    (package,) = rez_next.RepositoryManager([str(tmp_path / "more")]).find_packages("tool")
    for asked in (package, str(file), file.parent):
        (problem,) = PackageValidator().validate(asked).errors
        assert str(problem) == "%s:4: tools raised ValueError: no" % file
        assert problem.key == "tools"


def test_an_include_that_is_missing_is_said_with_its_line(tmp_path: Path) -> None:
    text = 'name = "tool"\n@include("one", "two")\ndef commands():\n    one.set(env)\n'
    file = _write(tmp_path, text)
    config.override("package_definition_python_path", str(tmp_path))
    try:
        (problem,) = PackageValidator().validate(tmp_path).errors
    finally:
        config.remove_override("package_definition_python_path")
    assert str(problem).startswith("%s:2: @include decorator requests module 'one'" % file)
    assert problem.key == "commands"


def test_a_variant_is_reviewed_as_its_package(tmp_path: Path) -> None:
    _write(tmp_path / "more" / "tool" / "1.0", 'name = "tool"\nrequires = ["nothere"]\n')
    (package,) = rez_next.RepositoryManager([str(tmp_path / "more")]).find_packages("tool")
    for variant in package.iter_variants():
        assert PackageValidator().validate(variant).errors
        assert _said(PackageValidator().validate(variant)) == _said(
            PackageValidator().validate(package)
        )
    with pytest.raises(TypeError, match="PackageFamily"):
        PackageValidator().validate(package.parent)  # type: ignore[arg-type]


def test_functions_of_a_package_that_is_made_are_reviewed() -> None:
    def commands() -> None:
        env.FOO = nothing  # type: ignore[name-defined]  # noqa: F821

    result = PackageValidator().validate(create_package("tool", {"commands": commands}))
    assert "nothing" in str(result)
    assert not result.is_valid


def test_a_version_that_no_request_can_name_is_an_error(tmp_path: Path) -> None:
    _write(tmp_path, 'name = "tool"\nversion = "1 2"\n')
    assert _said(PackageValidator().validate(tmp_path)) == [
        "2: no request can name the version '1 2'"
    ]


def test_problems_can_be_printed(tmp_path: Path) -> None:
    _write(tmp_path / "source", 'name = "tool"\nrequires = ["nothere"]\n')
    result = PackageValidator().validate(tmp_path / "source")
    (problem,) = result.errors
    assert isinstance(problem, PackageProblem)
    file = tmp_path / "source" / "package.py"
    message = "requires 'nothere', and no repository has a package 'nothere'"
    assert str(problem) == "%s:2: %s" % (file, message)
    assert str(result) == "error: %s:2: %s" % (file, message)
    assert (problem.key, problem.severity, problem.line) == ("requires", "error", 2)


def test_a_package_made_of_data_is_reviewed(tmp_path: Path) -> None:
    result = PackageValidator().validate(create_package("tool", {"requires": ["nothere"]}))
    assert _said(result) == ["None: requires 'nothere', and no repository has a package 'nothere'"]
    assert PackageValidator().validate(create_package("tool", {"thing": object()})).is_valid


def test_a_package_that_is_gone_is_said(tmp_path: Path) -> None:
    file = _write(tmp_path / "more" / "tool" / "1.0", 'name = "tool"\n')
    (package,) = rez_next.RepositoryManager([str(tmp_path / "more")]).find_packages("tool")
    file.unlink()
    result = PackageValidator().validate(package)
    assert not result.is_valid
    assert "Missing package definition file" in str(result)


def _write(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "package.py"
    file.write_text(textwrap.dedent(text))
    return file


def _said(result: rez_next.ValidationResult) -> List[str]:
    errors = ["%s: %s" % (problem.line, problem.message) for problem in result.errors]
    return errors + ["warning %s: %s" % (p.line, p.message) for p in result.warnings]
