from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Callable, Dict

import pytest
from bench.result import ResultError, read, write

from .results import full


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "result.json"
    write(full(), path)
    return path


def test_a_result_is_read_as_it_was_written(file: Path) -> None:
    assert read(file) == full()


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ResultError, match=r"cannot read .*none\.json"):
        read(tmp_path / "none.json")


@pytest.mark.parametrize("text", ["", "{", "no json", '{"format": "rez-next-bench", "vers'])
def test_half_a_file_is_no_result(text: str, file: Path) -> None:
    file.write_text(text)
    with pytest.raises(ResultError, match="no JSON"):
        read(file)


@pytest.mark.parametrize("text", ["[]", "3", "null", '{"machine_info": {}, "benchmarks": []}'])
def test_another_programs_file_is_no_result(text: str, file: Path) -> None:
    file.write_text(text)
    with pytest.raises(ResultError, match="no result of this suite"):
        read(file)


def test_a_later_version_of_the_format_is_refused(file: Path) -> None:
    changed(file, lambda data: data.update(version=2))
    with pytest.raises(ResultError, match=r"version 2 .* reads version 1"):
        read(file)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda data: data.pop("machine"), "has no 'machine'"),
        (lambda data: data["machine"].pop("cores"), r"result\.machine has no 'cores'"),
        (lambda data: data.update(quick="no"), r"result\.quick is 'no', not of type boolean"),
        (lambda data: data.update(seconds=True), "not of type number"),
        (lambda data: row_of(data).update(unit="h"), "unit is 'h', none of"),
        (lambda data: row_of(data)["samples"].update(ours=[]), "is empty"),
        (lambda data: row_of(data)["samples"].update(ours=["1"]), "not of type number"),
        (lambda data: row_of(data)["samples"].update(ours=[-1]), "no measurement"),
        (lambda data: row_of(data)["samples"].update(ours=[float("nan")]), "no measurement"),
    ],
)
def test_a_damaged_result_says_where(
    change: Callable[[Dict[str, Any]], Any], message: str, file: Path
) -> None:
    changed(file, change)
    with pytest.raises(ResultError, match=message):
        read(file)


def test_fields_of_a_later_suite_are_passed_over(file: Path) -> None:
    changed(file, lambda data: row_of(data).update(later=1))
    changed(file, lambda data: data.update(later=1))
    assert read(file) == full()


def changed(file: Path, change: Callable[[Dict[str, Any]], Any]) -> None:
    data = json.loads(file.read_text())
    change(data)
    file.write_text(json.dumps(data))


def row_of(data: Dict[str, Any]) -> Dict[str, Any]:
    row: Dict[str, Any] = data["areas"][0]["rows"][0]
    return row
