"""Write or check the vector files: operations from here, answers from an installed rez.

    python scripts/generate_vectors.py write|check

vector_groups.py says which operations run on which texts; nothing says what an answer should be.
See test/vectors/README.md for the format.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import re
import sys
from pathlib import Path
from typing import Any, Dict, List

VECTORS = Path(__file__).resolve().parent.parent / "test" / "vectors"
sys.path.insert(0, str(VECTORS))

from operations import answer  # type: ignore[import-not-found]  # noqa: E402
from vector_groups import Group, exhaustive_groups, vector_files  # noqa: E402

# From the official regular expression at semver.org.
SEMVER = re.compile(
    r"(?:0|[1-9][0-9]*)\.(?:0|[1-9][0-9]*)\.(?:0|[1-9][0-9]*)"
    r"(?:-(?P<prerelease>(?:0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*)"
    r"(?:\.(?:0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*))*))?"
    r"(?:\+(?P<build>[0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*))?"
)


def rez_answer(op: str, args: List[Any]) -> Group:
    """What rez answers, or semver.org where rez has no answer."""
    import rez.version

    if op in ("version.prerelease", "version.build"):
        match = SEMVER.fullmatch(args[0])
        return {"expect": match and match.group(op.split(".")[1])}
    found: Group = answer(rez.version, op, args)
    return found


def digests(op: str, product: List[List[Any]]) -> List[str]:
    """A digest of the answers for each first argument."""
    found = []
    for first in product[0]:
        answers = [rez_answer(op, [first, *rest]) for rest in itertools.product(*product[1:])]
        lines = [json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in answers]
        found.append(hashlib.sha256("\n".join(lines).encode()).hexdigest()[:8])
    return found


def render_cases(groups: List[Group]) -> str:
    """One case a line, so that a difference reads well."""
    parts = []
    for each in groups:
        lines = [
            "    " + json.dumps({**case, **rez_answer(case["op"], case["args"])}, ensure_ascii=True)
            for case in each["cases"]
        ]
        head = json.dumps(each["about"], ensure_ascii=True)
        parts.append(f'  {{"about": {head}, "cases": [\n' + ",\n".join(lines) + "\n  ]}")
    return "[\n" + ",\n".join(parts) + "\n]\n"


def render_exhaustive(groups: List[Group]) -> str:
    """One group a line."""
    lines = [
        "  " + json.dumps({**each, "digests": digests(each["op"], each["product"])})
        for each in groups
    ]
    return "[\n" + ",\n".join(lines) + "\n]\n"


def rendered() -> Dict[str, str]:
    """The text of every file."""
    texts = {name: render_cases(groups) for name, groups in vector_files().items()}
    texts["exhaustive.json"] = render_exhaustive(exhaustive_groups())
    return texts


def main(mode: str) -> int:
    """Write the files, or print which are stale."""
    stale = []
    for name, text in rendered().items():
        path = VECTORS / name
        if mode == "write":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
    for name in stale:
        print(f"test/vectors/{name} is not what rez answers: run generate_vectors.py write")
    return 1 if stale else 0


if __name__ == "__main__":
    if sys.argv[1:] not in (["write"], ["check"]):
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
