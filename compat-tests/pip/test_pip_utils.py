"""Python's packaging in rez's terms: random versions, specifiers and requirements, beside rez."""

from __future__ import annotations

import random
from typing import Any, Callable

import pytest

pytest.importorskip("rez")
pytest.importorskip("packaging")

from packaging.specifiers import SpecifierSet
from rez.utils import pip as rez_pip
from rez.vendor.packaging.specifiers import SpecifierSet as RezSpecifierSet

from rez_next.compat.utils import pip
from support.random_runs import SEED, cases

CASES = cases(400)


def outcome(function: Callable[..., Any], *args: Any) -> str:
    try:
        return str(function(*args))
    except Exception as error:
        return type(error).__name__


def random_version(rng: random.Random) -> str:
    version = ".".join(str(rng.randint(0, 12)) for _ in range(rng.randint(1, 4)))
    if rng.random() < 0.1:
        version = "%d!%s" % (rng.randint(1, 3), version)
    if rng.random() < 0.3:
        version += rng.choice(["", ".", "-"]) + rng.choice(["a", "b", "rc", "alpha", "pre", "C"])
        version += str(rng.randint(0, 9))
    if rng.random() < 0.2:
        version += rng.choice([".post", "-r", ".rev"]) + str(rng.randint(0, 9))
    if rng.random() < 0.2:
        version += ".dev" + str(rng.randint(0, 9))
    if rng.random() < 0.15:
        version += "+" + rng.choice(["local", "Ubuntu-1", "abc.7"])
    if rng.random() < 0.05:
        version += rng.choice(["pl0", "_x", "-final-2"])
    return version


def random_specifier(rng: random.Random) -> str:
    operator = rng.choice(["==", "!=", ">=", "<=", "<", ">", "~="])
    release = ".".join(str(rng.randint(0, 6)) for _ in range(rng.randint(2, 3)))
    if operator in ("==", "!=") and rng.random() < 0.4:
        return "%s%s.*" % (operator, release)
    if rng.random() < 0.2:
        release += rng.choice(["a1", "rc2", ".post3", ".dev4"])
    return operator + release


def random_marker(rng: random.Random, depth: int = 0) -> str:
    parts = []
    for _ in range(rng.randint(1, 3)):
        if depth < 2 and rng.random() < 0.15:
            parts.append("(%s)" % random_marker(rng, depth + 2))
        else:
            parts.append(
                rng.choice(
                    [
                        'python_version < "3.9"',
                        'sys_platform == "win32"',
                        "platform_machine != 'x86_64'",
                        'os_name in "posix nt"',
                        'python_full_version >= "3.7.2"',
                        'implementation_name == "cpython"',
                    ]
                )
            )
        parts.append(rng.choice(["and", "or"]))
    return " ".join(parts[:-1])


def test_versions() -> None:
    rng = random.Random(SEED)
    for _ in range(CASES):
        version = random_version(rng)
        expected = outcome(rez_pip.pip_to_rez_version, version)
        assert outcome(pip.pip_to_rez_version, version) == expected, version
        strict = outcome(rez_pip.pip_to_rez_version, version, False)
        assert outcome(pip.pip_to_rez_version, version, False) == strict, version


def test_specifiers() -> None:
    rng = random.Random(SEED)
    for _ in range(CASES):
        text = ",".join(random_specifier(rng) for _ in range(rng.randint(1, 3)))
        expected = outcome(rez_pip.pip_specifier_to_rez_requirement, RezSpecifierSet(text))
        found = outcome(pip.pip_specifier_to_rez_requirement, SpecifierSet(text))
        assert found == expected, text


def test_markers() -> None:
    rng = random.Random(SEED)
    for _ in range(CASES):
        marker = random_marker(rng)
        (requirement,) = pip.normalize_requirement("foo-bar; " + marker)
        (expected,) = rez_pip.normalize_requirement("foo-bar; " + marker)
        assert str(requirement.marker) == str(expected.marker)
        assert set(pip.get_marker_sys_requirements(str(requirement.marker))) == set(
            rez_pip.get_marker_sys_requirements(str(expected.marker))
        )


def test_extras() -> None:
    rng = random.Random(SEED)
    for _ in range(CASES):
        # rez loses a parenthesis that an extra is in, so that there are none here.
        parts = random_marker(rng, depth=2).replace("(", "").replace(")", "").split(" and ")
        extras = ['extra == "%s"' % rng.choice("abc") for _ in range(rng.randint(1, 2))]
        if rng.random() < 0.2:
            parts = []
        parts += extras
        rng.shuffle(parts)
        text = "foo (>=1.2) ; " + " and ".join(parts)
        (requirement,) = pip.normalize_requirement(text)
        (expected,) = rez_pip.normalize_requirement(text)
        assert str(requirement) == str(expected).replace(" ;", ";"), text
        assert requirement.conditional_extras == expected.conditional_extras


def test_extras_in_parentheses() -> None:
    text = 'foo ; (extra == "a" or extra == "b") and (python_version < "3" and extra == "c")'
    (requirement,) = pip.normalize_requirement(text)
    assert str(requirement) == 'foo; python_version < "3"'
    assert requirement.conditional_extras == {"a", "b", "c"}
