"""Makes mistakes with rez or with rez-next, in another process, and says what was said."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import List, NamedTuple, Optional, Sequence

from .mistakes import Mistake

ROOT = Path(__file__).resolve().parents[2]

_PROGRAM = """
import json, os, sys
who, mistakes = json.loads(sys.argv[1])

def say(context):
    answer["type"] = "nothing is raised; context.failure_description"
    answer["text"] = context.failure_description
    if who == "rez_next":
        answer["notes"] = ["context.explain():\\n" + str(context.explain(30.0))]

if who == "rez_next":
    import rez_next
    rez_next.install_as_rez()
answers = []
for here, code in mistakes:
    answer = {"type": None, "text": "", "notes": []}
    answers.append(answer)
    try:
        exec(code, {"here": here, "say": say, "__name__": "__main__"})
    except Exception as error:
        answer["type"] = type(error).__name__
        answer["text"] = str(error)
        answer["notes"] = list(getattr(error, "__notes__", []))
        if getattr(error, "problem", None) is not None and hasattr(error, "explain"):
            answer["notes"].append("error.explain():\\n" + str(error.explain(30.0)))
print("\\n" + json.dumps(answers))
"""


class Said(NamedTuple):
    """What was said of a mistake.

    Attributes:
        type: The error's class; None where nothing was raised.
        text: Its text.
        notes: What to try.
    """

    type: Optional[str]
    text: str
    notes: List[str]


def said_by(who: str, mistakes: Sequence[Mistake], folder: Path) -> List[Said]:
    """Make mistakes, one after another in one process.

    Args:
        who: `rez` or `rez_next`.
        mistakes: What to do; the variables of the first count.
        folder: Where, an empty folder.
    """
    tasks = []
    for number, mistake in enumerate(mistakes):
        here = folder / str(number)
        here.mkdir()
        tasks.append((str(here), mistake.code))
        for name, text in mistake.files.items():
            path = here / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
            path.chmod(0o755)
    environ = {name: value for name, value in os.environ.items() if not name.startswith("REZ_")}
    for name, value in mistakes[0].environ.items():
        environ[name] = value.replace("{here}", tasks[0][0])
    environ.update(USE_REZ_NEXT="0", REZ_DISABLE_HOME_CONFIG="1", HOME=str(folder))
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, json.dumps([who, tasks])],
        env=environ,
        capture_output=True,
        text=True,
        timeout=120,
        cwd=str(folder),
    )
    assert done.returncode == 0, done.stderr
    return [
        Said(
            answer["type"],
            _plain(answer["text"] or "", here),
            [_plain(note, here) for note in answer["notes"]],
        )
        for answer, (here, _) in zip(json.loads(done.stdout.splitlines()[-1]), tasks)
    ]


def _plain(text: str, here: str) -> str:
    """The text without what is of this machine alone, and without lines about rez's own files."""
    text = text.replace(here, "/here").replace(str(ROOT), "/checkout")
    text = re.sub(r"with \S+/node(?=:)", "with /python/node", text)
    text = re.sub(r'^ *File "[^"]*/(?:rez|rez_next)/[^"]*".*\n.*\n', "", text, flags=re.M)
    return "\n".join(line.rstrip() for line in text.strip().splitlines())
