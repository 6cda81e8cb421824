"""Parts of the engine by themselves: programs in TypeScript that answer lines of JSON."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any, Iterable, List

import pytest

from rez_next._engine.node import candidates


def node() -> str:
    """The Node that runs them; where there is none, the test is skipped."""
    for _, program in candidates():
        return program
    pytest.skip("no node on PATH")


def answers(command: List[str], questions: Iterable[Any]) -> List[Any]:
    """What a program answers to all of the questions, a line for each."""
    done = subprocess.run(
        command,
        input="".join(json.dumps(question) + "\n" for question in questions),
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


class EngineProcess:
    """A program that answers as long as a `with` statement lasts.

    Args:
        program: Its file.
    """

    def __init__(self, program: Path) -> None:
        self._process = subprocess.Popen(
            [node(), str(program)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def __enter__(self) -> EngineProcess:
        return self

    def __exit__(self, *_: Any) -> None:
        self._process.communicate()

    def ask(self, question: Any) -> Any:
        """Its answer to one question."""
        return self.ask_all([question])[0]

    def ask_all(self, questions: List[Any]) -> List[Any]:
        """Its answers to several: few enough for its pipes, since it is read from afterwards."""
        self.tell(questions)
        return [self.hear() for _ in questions]

    def tell(self, messages: Iterable[Any]) -> None:
        """Write to it."""
        assert self._process.stdin is not None
        self._process.stdin.write("".join(json.dumps(message) + "\n" for message in messages))
        self._process.stdin.flush()

    def hear(self) -> Any:
        """The next thing that it says."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("the engine's process ended")
        return json.loads(line)
