"""The evaluator gives what CPython gives, or declines: on real packages and on random sources."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tarfile
from pathlib import Path
from typing import Any, Dict, Iterator, List

import pytest

rez = pytest.importorskip("rez")

from rez.serialise import FileFormat, load_from_file  # noqa: E402

from definitions.random_sources import Source  # noqa: E402
from definitions.tagged import normal, tagged  # noqa: E402
from support.engine_process import answers, node  # noqa: E402
from support.random_runs import SEED, again, cases  # noqa: E402

HERE = Path(__file__).resolve().parent

DATA = Path(rez.__file__).parent / "data"

#: Of the 18,226 packages of rez's benchmark, one of so many.
SAMPLE = 30
#: Random sources of each kind.
CASES = cases(800)


def evaluated(requests: List[Dict[str, Any]]) -> List[Dict[str, Any]]:
    """The evaluator's answers."""
    return answers([node(), str(HERE / "evaluate.ts")], requests)


def loaded_by_rez(path: Path) -> Dict[str, Any]:
    """The definition as rez's own loader has it, in the same form."""
    try:
        data = load_from_file(str(path), FileFormat.py, disable_memcache=True)
    except Exception as error:  # whatever it is, it is rez's answer
        return {"error": str(error)}
    return {"names": [[name, tagged(value)] for name, value in data.items()]}


def comparable(answer: Dict[str, Any]) -> str:
    """An answer as text: equal texts are equal values of equal types in equal order."""
    if "names" not in answer:
        return json.dumps(answer)
    names = [[name, normal(value)] for name, value in answer["names"]]
    return json.dumps(names, indent=1, ensure_ascii=False)


def compare_packages(paths: List[Path], whole: bool = False) -> float:
    """Fails on a difference; gives the share of good definitions that the evaluator took."""
    requests = [
        {
            "mode": "package",
            "source": path.read_bytes().decode("utf-8"),
            "filename": os.path.realpath(str(path)),
            "whole": whole,
        }
        for path in paths
    ]
    taken = good = 0
    for path, request, ours in zip(paths, requests, evaluated(requests)):
        theirs = loaded_by_rez(path)
        good += "names" in theirs
        if "declined" in ours:
            continue
        taken += 1
        assert comparable(ours) == comparable(theirs), "%s:\n%s" % (path, request["source"])
    return taken / max(good, 1)


@pytest.fixture(scope="module")
def benchmark_packages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[List[Path]]:
    root = tmp_path_factory.mktemp("benchmark")
    with tarfile.open(str(DATA / "benchmarking" / "packages.tar.gz")) as archive:
        members = [member for member in archive if member.name.endswith("/package.py")]
        archive.extractall(str(root), members[::SAMPLE])
    yield sorted(root.rglob("package.py"))
    shutil.rmtree(str(root))


@pytest.mark.parametrize("whole", [False, True], ids=["literals", "grammar"])
def test_takes_the_benchmark_packages(benchmark_packages: List[Path], whole: bool) -> None:
    share = compare_packages(benchmark_packages, whole)
    print("takes %.1f %% of %d packages" % (100 * share, len(benchmark_packages)))
    assert share >= 0.98


@pytest.mark.parametrize("whole", [False, True], ids=["literals", "grammar"])
def test_takes_the_examples(whole: bool) -> None:
    paths = sorted((HERE.parents[1] / "examples" / "packages").rglob("package.py"))
    share = compare_packages(paths, whole)
    print("takes %.1f %% of %d packages" % (100 * share, len(paths)))
    assert share >= 0.98


@pytest.mark.parametrize("whole", [False, True], ids=["literals", "grammar"])
def test_takes_most_of_rez_own_packages(whole: bool) -> None:
    paths = sorted((DATA / "tests").rglob("package.py"))
    share = compare_packages(paths, whole)
    print("takes %.1f %% of %d packages" % (100 * share, len(paths)))
    # The others have a ModifyList or functions that ask for more than the file.
    assert share >= 0.9


#: Texts at the border of what is read without the grammar; some are no Python.
ODD = [
    "x = ('a'  # note,\n)\n",
    "x = ('a',  # note\n)\ny = [('b'\n# c,\n)]\n",
    "x = 'a' \\\n\n'b'\n",
    "x = 'a' \\\n",
    "@late()\ndef tools():\n    return 'a' \\\n\n@early()\ndef requires():\n    return []\n",
    "@late()\n    @include('x')\ndef tools():\n    return ['a']\n",
    "if True:\n    @late()\ndef tools():\n    return ['a']\n",
    "def commands():\n    a()\n    @early()\ndef requires():\n    return []\n",
    "def commands():\n    a()\n    # one\n# two\n\n# three\nx = 1\n",
    "x = 'a\\n' 'b'\n",
    "with scope('config') as c:\n    c.a.b = {'d': ('e',)}\n",
]


@pytest.mark.parametrize("whole", [False, True], ids=["literals", "grammar"])
def test_agrees_on_odd_texts(tmp_path: Path, whole: bool) -> None:
    paths = []
    for number, text in enumerate(ODD):
        paths.append(tmp_path / ("%d.py" % number))
        paths[-1].write_text("name = 'odd'\n" + text)
    compare_packages(paths, whole)


@pytest.mark.filterwarnings("ignore::SyntaxWarning", "ignore::DeprecationWarning")
@pytest.mark.parametrize("whole", [False, True], ids=["literals", "grammar"])
def test_agrees_on_random_packages(tmp_path: Path, whole: bool) -> None:
    paths = []
    for number in range(CASES):
        source = Source(SEED * 1_000_000 + number)
        text = source.package()
        if number % 5 == 4:
            text = source.damaged(text)
        if number % 7 == 3:
            text = text.replace("\n", "\r\n")
        paths.append(tmp_path / ("%d.py" % (SEED * 1_000_000 + number)))
        paths[-1].write_bytes(text.encode("utf-8"))
    assert compare_packages(paths, whole) > 0.5


@pytest.mark.filterwarnings("ignore::SyntaxWarning", "ignore::DeprecationWarning")
def test_agrees_on_early_bound_functions(tmp_path: Path) -> None:
    paths = []
    for number in range(CASES):
        text = Source(SEED * 1_000_000 + number).early_package()
        paths.append(tmp_path / ("%d.py" % (SEED * 1_000_000 + number)))
        paths[-1].write_bytes(text.encode("utf-8"))
    # The others ask for what a build tells them, take a parameter, or ask for later ones.
    assert compare_packages(paths) > 0.5


@pytest.mark.parametrize("kind", ["expressions", "code", "function", "damaged"])
def test_agrees_on_random_code(kind: str) -> None:
    requests: List[Dict[str, Any]] = []
    for number in range(CASES):
        source = Source(SEED * 1_000_000 + number)
        text = source.expressions() if kind == "expressions" else source.code()
        if kind == "damaged":
            text = source.damaged(text)
        if kind == "function":
            text += "return [a, b, c, d]"
        mode = "function" if kind == "function" else "code"
        requests.append({"mode": mode, "source": text, "filename": "source"})
    ours = evaluated(requests)
    theirs = answers([sys.executable, str(HERE / "plain_python.py")], requests)
    taken = good = 0
    for number, (request, our, their) in enumerate(zip(requests, ours, theirs)):
        good += "names" in their
        if "declined" in our:
            continue
        taken += 1
        for name, value in our["names"]:
            # A function or an iterator has no form to compare.
            if '{"$": "other"}' in json.dumps(value):
                their["names"] = [pair for pair in their.get("names", []) if pair[0] != name]
        our["names"] = [pair for pair in our["names"] if '{"$": "other"}' not in json.dumps(pair)]
        failure = "%s, source %d:\n%s" % (again(), number, request["source"])
        assert comparable(our) == comparable(their), failure
    print("takes %d of %d that run" % (taken, good))
    assert taken > good / 2
