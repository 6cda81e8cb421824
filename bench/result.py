"""The result of a run, and its file: JSON, with a version and a schema (`result.schema.json`)."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Dict, List, Optional

from bench.row import Row
from bench.schema import SchemaError, check

SCHEMA = Path(__file__).with_name("result.schema.json")

FORMAT = "rez-next-bench"

VERSION = 1


class ResultError(Exception):
    """A file is no result; the text says why, and what to do."""


@dataclass
class AreaResult:
    """What one area came to; `failed` says why it is not whole, if so."""

    name: str
    title: str
    about: str
    seconds: float
    failed: str
    rows: List[Row]


@dataclass
class Result:
    """A whole run."""

    begun: str
    seconds: float
    quick: bool
    machine: Dict[str, Any]
    load: Dict[str, List[float]]
    others: Optional[float]
    sides: Dict[str, Dict[str, str]]
    areas: List[AreaResult]

    def rows(self) -> Dict[str, Row]:
        """All rows, by key."""
        return {row.key: row for area in self.areas for row in area.rows}


def write(result: Result, path: Path) -> None:
    """Write a result file, whole or not at all."""
    data = {"format": FORMAT, "version": VERSION, **asdict(result)}
    check(data, _schema(), "the result")
    aside = path.with_name(path.name + ".new")
    aside.write_text(json.dumps(data, indent=1, allow_nan=False) + "\n", "utf-8")
    aside.replace(path)


def read(path: Path) -> Result:
    """Read a result file.

    Raises:
        ResultError: There is none, or it is something else.
    """
    try:
        data = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ResultError("cannot read %s: %s" % (path, error.strerror)) from error
    except ValueError as error:
        raise ResultError("%s is no JSON: %s" % (path, error)) from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise ResultError("%s is no result of this suite: its format is not %r" % (path, FORMAT))
    if data.get("version") != VERSION:
        text = "%s has version %r of the format, and this suite reads version %d: measure again"
        raise ResultError(text % (path, data.get("version"), VERSION))
    try:
        check(data, _schema(), "the result")
    except SchemaError as error:
        raise ResultError("%s is damaged: %s" % (path, error)) from error
    areas = [
        AreaResult(**{**area, "rows": [_row(each, path) for each in area["rows"]]})
        for area in _known(data["areas"], AreaResult)
    ]
    return Result(**{**_known([data], Result)[0], "areas": areas})


def _row(data: Dict[str, Any], path: Path) -> Row:
    for side, samples in data["samples"].items():
        if any(each < 0 or not math.isfinite(each) for each in samples):
            text = "%s is damaged: %s has a sample of %s that is no measurement"
            raise ResultError(text % (path, data["key"], side))
    return Row.from_data(_known([data], Row)[0])


def _known(items: List[Dict[str, Any]], kind: Any) -> List[Dict[str, Any]]:
    """What a later suite has added is passed over: new fields are optional."""
    names = kind.__dataclass_fields__
    return [{key: each for key, each in item.items() if key in names} for item in items]


def _schema() -> Dict[str, Any]:
    schema: Dict[str, Any] = json.loads(SCHEMA.read_text("utf-8"))
    return schema
