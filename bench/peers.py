"""The sides that a run has: ours and rez beside it, and the peers, installed for the suite."""

from __future__ import annotations

import subprocess
import sys
from importlib import metadata
from typing import Dict, List

from bench.row import SIDES
from bench.sides import ROOT, Side, WorkError, short

#: The packages of the peers, by side, at the versions that are compared.
PEERS = {"pyrer": "pyrer==1.0.0rc3", "rez-next": "rez-next==0.3.12"}

OURS = "rez-next-python"


def sides(without: List[str]) -> Dict[str, Side]:
    """All sides; one that is not there says why.

    Args:
        without: Peers that are left out.

    Raises:
        WorkError: rez is not beside us.
    """
    found = {"ours": Side("ours", sys.executable, metadata.version(OURS))}
    try:
        found["rez"] = Side("rez", sys.executable, metadata.version("rez"))
    except metadata.PackageNotFoundError:
        text = "rez is not installed in this environment: `python3 run.py bench` makes one with it"
        raise WorkError(text) from None
    for name in PEERS:
        found[name] = Side(name, "", "", "left out") if name in without else _peer(name)
    return {name: found[name] for name in SIDES}


def _peer(name: str) -> Side:
    """A peer in an environment of its own, which the suite makes once."""
    sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "build_backend")]
    try:
        from checkout import Environment, SetupError
    finally:
        del sys.path[:2]

    package = PEERS[name]
    environment = Environment(ROOT / "build" / "bench" / name, sys.executable)
    environment.folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        environment.create(ROOT / "build")
        environment.install("peer", package, ["--only-binary", ":all:", package])
        # It must also run here: a wheel may want another C library than there is.
        module = name.replace("-", "_")
        command = [str(environment.python), "-c", "import " + module]
        subprocess.run(command, check=True, capture_output=True, text=True)
    except SetupError as error:
        return Side(name, "", package.partition("==")[2], short("not installed: %s" % error))
    except subprocess.CalledProcessError as error:
        lines = error.stderr.strip().splitlines() or ["no word"]
        return Side(name, "", package.partition("==")[2], short("does not start: " + lines[-1]))
    return Side(name, str(environment.python), package.partition("==")[2])
