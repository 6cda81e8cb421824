"""A program that measures something in an interpreter of its own, and answers with JSON."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def run_fresh(
    command: list[str],
    program: str,
    task: dict[str, Any],
    environ: dict[str, str],
    timeout: float | None = None,
) -> tuple[dict[str, Any], float]:
    """Run it.

    Args:
        command: The interpreter.
        program: A file, which is given two more: the task, and where its answer goes.
        task: As JSON.
        environ: The environment, as `plain_environment` gives it.
        timeout: Seconds that it may take.

    Returns:
        Its answer, and the seconds that the whole process took. One that gave no answer has an
        `error`.

    Raises:
        OSError: The interpreter cannot be run.
        subprocess.TimeoutExpired: It took too long.
    """
    import json
    import subprocess
    from tempfile import TemporaryDirectory
    from time import perf_counter

    with TemporaryDirectory(prefix="rez-next-measured-") as folder:
        asked, answer = (os.path.join(folder, name) for name in ("task.json", "answer.json"))
        with open(asked, "w", encoding="utf-8") as file:
            json.dump(task, file)
        began = perf_counter()
        done = subprocess.run(
            [*command, program, asked, answer],
            env=environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=timeout,
        )
        seconds = perf_counter() - began
        try:
            with open(answer, encoding="utf-8") as file:
                found: dict[str, Any] = json.load(file)
        except (OSError, ValueError):
            text = done.stdout.decode("utf-8", "replace").strip()[-2000:]
            found = {"error": "it ended with exit code %d: %s" % (done.returncode, text)}
    return found, seconds


def plain_environment(**changes: str) -> dict[str, str]:
    """This process's, without what would bring rez-next in rez's place, or a profile."""
    from rez_next.switch import path_entry

    environ = {
        name: value
        for name, value in os.environ.items()
        if name not in ("REZ_NEXT_PROFILE", "REZ_NEXT_COMPARE")
    }
    environ["USE_REZ_NEXT"] = "0"
    paths = environ.pop("PYTHONPATH", "").split(os.pathsep)
    paths = [path for path in paths if path and os.path.abspath(path) != path_entry()]
    if paths:
        environ["PYTHONPATH"] = os.pathsep.join(paths)
    environ.update(changes)
    return environ
