"""The engine's package schema accepts, refuses and converts random values as rez's does.

A failure prints the key and the value.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any, Dict, List

import pytest

pytest.importorskip("rez")

from rez.package_repository import package_repository_manager
from rez.package_resources import package_pod_schema_dict

from definitions.tagged import normal, tagged
from definitions.test_loading import seen_by_engine
from support.random_runs import SEED, again, cases

PACKAGES = cases(400)

#: `name` and `version` come from the folder, `base` from the repository, `config` is no plain data.
KEYS = sorted(
    key
    for key in (getattr(it, "_schema", it) for it in package_pod_schema_dict)
    if isinstance(key, str) and key not in ("name", "version", "base", "config")
)

TEXTS = [
    "",
    "a",
    "a-1.0",
    "a-1+<2",
    "a==1.2.3",
    "a-1|2|3+",
    "!a-2",
    "~a-3",
    ".eph-1",
    "a b",
    "a..b",
    "a-1..2",
    "a--1",
    "a-<2",
    "1.0",
    "1..0",
    "-",
    "requires",
    "  indented\n    more\n  less\n",
    "\tmixed\n  text",
    'it\'s "quoted" \\ \u00e9',
    "x" * 80,
]


def random_value(chance: random.Random, depth: int = 0) -> Any:
    kind = chance.randrange(12 if depth < 3 else 7)
    if kind < 4:
        return chance.choice(TEXTS)
    if kind == 4:
        return chance.choice([0, 1, -5, 2**70, 12])
    if kind == 5:
        return chance.choice([True, False, None])
    if kind == 6:
        return chance.choice([1.5, 0.0, 1e20])
    items = [random_value(chance, depth + 1) for _ in range(chance.randrange(4))]
    if kind < 9:
        return items
    if kind == 9:
        return tuple(items)
    names = ["command", "requires", "run_on", "on_variants", "type", "value", "x", "__y"]
    return {chance.choice(names): item for item in items}


def likely_value(key: str, chance: random.Random) -> Any:
    """Half of the values have the shape that the key wants."""
    request = lambda: chance.choice(TEXTS[1:9] if chance.random() < 0.9 else TEXTS)  # noqa: E731
    requests = lambda: [request() for _ in range(chance.randrange(4))]  # noqa: E731
    if chance.random() < 0.5:
        return random_value(chance)
    if key.endswith("requires"):
        return requests()
    if key == "variants":
        return [requests() for _ in range(chance.randrange(3))]
    if key == "tests":
        test: Dict[str, Any] = {"command": chance.choice(["x", ["y"], 5])}
        if chance.random() < 0.5:
            test["requires"] = requests()
        if chance.random() < 0.5:
            test["on_variants"] = {"type": "requires", "value": requests()}
        return {"a": test, "b": chance.choice(["x", ["y", "z"], [1]])}
    return random_value(chance)


def test_random_values_are_judged_alike(tmp_path: Path) -> None:
    chance = random.Random(SEED)
    for number in range(PACKAGES):
        values = {key: likely_value(key, chance) for key in chance.sample(KEYS, 8)}
        # JSON has no literal for these, Python's repr of them is one.
        text = "".join("%s = %r\n" % item for item in values.items())
        path = tmp_path / "foo" / str(number) / "package.py"
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    (engine,) = seen_by_engine([tmp_path])
    ours = {it["handle"]["variables"]["version"]: it for it in engine["packages"]}
    repository = package_repository_manager.get_repository(str(tmp_path))
    (family,) = repository.iter_package_families()
    packages = list(family.iter_packages())
    assert len(packages) == PACKAGES
    for package in packages:
        compare(package, ours[str(package.version)])


def compare(package: Any, ours: Dict[str, Any]) -> None:
    assert "error" not in ours, (again(), ours)
    values = ours["valid"] if ours["errors"] else ours["attributes"]
    refused: List[str] = []
    for key, raw in package._data.items():
        where = "%s: %s = %r" % (again(), key, raw)
        try:
            expected = getattr(package, key)
        except Exception:
            refused.append(key)
            assert key not in values, where
            continue
        assert key in values, where
        assert normal(values[key]) == normal(tagged(expected)), where
    assert len(ours["errors"]) == len(refused), (again(), refused, ours["errors"])
