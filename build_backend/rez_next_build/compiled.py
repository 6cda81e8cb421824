"""What Node has compiled of the bundle, to lie beside it as Python's own lies beside modules.

A first process of a user then starts with it. It fits the Node that made it, of its very version,
and is passed over by any other: `_engine/start.cjs` says how, and writes it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from .node import BuildError, Node

#: As many processes as add to what is compiled (`_engine/start.cjs`), and one that finds it whole.
_PROCESSES = 5
_SETTLING_SECONDS = 4


def is_compiled(engine: Path) -> bool:
    """Say whether something compiled lies beside the bundle.

    Args:
        engine: The bundle's folder.
    """
    return any((engine / "compiled").glob("*"))


def compile_bundle(engine: Path, node: Node) -> None:
    """Run the bundle as a first script of a user does, and keep what Node has compiled.

    Args:
        engine: The bundle's folder.
        node: Who is to run it.
    """
    target = engine / "compiled"
    shutil.rmtree(str(target), ignore_errors=True)
    root = engine.parents[2]
    calls = root / "scripts" / "first_calls.py"
    with tempfile.TemporaryDirectory() as cache:
        environ = {k: v for k, v in os.environ.items() if not k.startswith("REZ")}
        environ.update(
            PYTHONPATH=str(root / "python"),
            REZ_NEXT_CACHE=cache,
            REZ_NEXT_NODE=str(node.executable),
        )
        command = [sys.executable, "-B", str(calls), str(Path(cache, "packages"))]
        for number in range(_PROCESSES):
            if number == 1:
                # What has just been written is read anew by each process, until then.
                time.sleep(_SETTLING_SECONDS)
            if subprocess.run(command, env=environ, check=False).returncode != 0:
                raise BuildError(f"the engine does not run: {calls.name} failed")
        made = list(Path(cache).glob("compiled/*"))
        if not made:
            raise BuildError(f"the engine left nothing compiled after {calls.name}")
        target.mkdir()
        for file in made:
            shutil.copyfile(str(file), str(target / file.name))
