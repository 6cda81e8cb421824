"""A repository that another process edits, and what is seen of it: never anything stale.

After each few edits our processes are asked a part of all questions, and rez with nothing in
memory; after a rest they are asked all. One of ours lives all
along; another is started again and again, and shares the index with the first; a third is, too,
and has only what the first has put into memcached. Nothing that was written in the last three
seconds is remembered, so now and then all rest for as long: what is read then is remembered, and
edited afterwards. Some edits are made while the processes are answering: that answer may be either,
and the next one not.

With `REZ_NEXT_LONG` they are 10,000 steps of edits.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional

import pytest

pytest.importorskip("rez")
if not hasattr(os, "fork"):
    pytest.skip("rez answers from forks", allow_module_level=True)


from staleness.edits import begin, random_edit
from staleness.questions import RANKED, UNREADABLE
from support import memcached_daemon
from support.random_runs import SEED, again, cases

HERE = Path(__file__).resolve().parent

ROUNDS = cases(3, 167)
#: Each rest serves so many.
REPOSITORIES = 10
STEPS = 60
#: For so long what was written is not trusted to show a second write.
SETTLED_AFTER = 3.1
NO_INDEX = {"REZ_NEXT_INDEX": "0"}


class Program:
    """A process that answers each line of JSON with one."""

    def __init__(self, script: str, *arguments: str, **environ: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(HERE / script), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            env={**os.environ, **environ},
        )

    def tell(self, question: Any) -> None:
        assert self._process.stdin
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()

    def answer(self) -> str:
        assert self._process.stdout
        return self._process.stdout.readline()

    def close(self) -> None:
        self._process.communicate()


class Watchers:
    """rez and ours, asked at the same time."""

    def __init__(self, cache: Path, memcached: str) -> None:
        self._environ = {"REZ_NEXT_CACHE": str(cache), "REZ_MEMCACHED_URI": memcached}
        # The tests' machine may be too busy for the time that users would wait.
        self._environ["REZ_NEXT_CACHE_MEMCACHED_TIMEOUT"] = "5"
        self._programs = {
            "rez": Program("questions.py", "rez"),
            "the one that lives": self._ours(),
            "the one with the index": self._ours(),
        }
        if memcached:
            self._programs["the one with memcached"] = self._ours(**NO_INDEX)

    def _ours(self, **environ: str) -> Program:
        environ = {**self._environ, **environ}
        return Program("questions.py", "rez_next.compat", **environ)

    def start_again(self) -> None:
        for name, environ in (("the one with the index", {}), ("the one with memcached", NO_INDEX)):
            if name in self._programs:
                self._programs[name].close()
                self._programs[name] = self._ours(**environ)

    def tell(self, repository: Path, seed: Optional[int]) -> None:
        paths = [str(repository / "first"), str(repository / "second")]
        for program in self._programs.values():
            program.tell([paths, seed])

    def answers(self) -> Dict[str, Dict[str, Any]]:
        return {name: json.loads(program.answer()) for name, program in self._programs.items()}

    def compare(self, repository: Path, made: List[Any], seed: Optional[int] = None) -> None:
        self.tell(repository, seed)
        answers = self.answers()
        theirs = answers.pop("rez")
        for name, ours in answers.items():
            wrong = [key for key in theirs if ours[key] != theirs[key]]
            # The deviation solver.one_variant_is_not_ranked.
            wrong = [key for key in wrong if (RANKED in key, theirs[key]) != (True, UNREADABLE)]
            assert not wrong, "%s, %s: %s\n%s" % (
                again(),
                name,
                "\n".join("\n%s\nrez  %s\nours %s" % (k, theirs[k], ours[k]) for k in wrong),
                "\nedits, the last ones last:\n" + "\n".join(map(str, made[-12:])),
            )

    def close(self) -> None:
        for program in self._programs.values():
            program.close()


@pytest.fixture
def memcached() -> Iterator[str]:
    """The address of a server; none where memcached is not installed."""
    if not memcached_daemon.PROGRAM:
        yield ""
        return
    server = memcached_daemon.Memcached()
    yield server.uri
    hits = server.statistics()["get_hits"]
    server.close()
    assert hits > 0


@pytest.fixture
def watchers(tmp_path: Path, memcached: str) -> Iterator[Watchers]:
    watchers = Watchers(tmp_path / "cache", memcached)
    yield watchers
    watchers.close()


@pytest.fixture
def editor() -> Iterator[Program]:
    editor = Program("edits.py")
    yield editor
    editor.close()


def test_nothing_stale_is_seen(tmp_path: Path, watchers: Watchers, editor: Program) -> None:
    rng = random.Random(SEED)
    repositories = [tmp_path / ("repository%d" % number) for number in range(REPOSITORIES)]
    made: Dict[Path, List[Any]] = {repository: [] for repository in repositories}
    for repository in repositories:
        begin(repository, rng.randrange(1 << 30))
    for round_ in range(ROUNDS):
        time.sleep(SETTLED_AFTER)
        for repository in repositories:
            watchers.compare(repository, made[repository])
        made = {repository: [] for repository in repositories}
        if round_ % 2:
            watchers.start_again()
        for _ in range(STEPS):
            repository = rng.choice(repositories)
            edits = [random_edit(rng) for _ in range(rng.randint(1, 3))]
            made[repository] += edits
            seed = rng.randrange(1 << 30)
            is_answering = rng.random() < 0.2
            if is_answering:
                watchers.tell(repository, seed)
            editor.tell([[str(repository), edit] for edit in edits])
            assert editor.answer() == "done\n"
            if is_answering:
                watchers.answers()
            watchers.compare(repository, made[repository], seed)
