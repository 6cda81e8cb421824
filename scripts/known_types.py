"""Checks that every public name of the installed package has a type that a type checker knows.

A name whose type has to be guessed, or holds something unknown, is a failure: what editors and
type checkers say about it would depend on which of them is asked.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Dict, List


def main() -> int:
    """Print each name whose type is not known, and how many are; return the exit code."""
    report = completeness()
    for symbol in report["symbols"]:
        if not symbol["isTypeKnown"]:
            print(f"{symbol['name']}: {'; '.join(messages(symbol)) or 'by what it is made of'}")
    counts = [report["exportedSymbolCounts"], report["otherSymbolCounts"]]
    known = sum(count["withKnownType"] for count in counts)
    total = sum(sum(count.values()) for count in counts)
    print(f"{known} of {total} types are known")
    # Without a single type, the package was not found.
    return 0 if known == total > 0 else 1


def completeness() -> Dict[str, Any]:
    """What basedpyright says of the package that is installed beside it.

    It finds the package by the first Python on PATH.
    """
    folder = str(Path(sys.executable).parent)
    environ = {**os.environ, "PATH": os.pathsep.join([folder, os.environ.get("PATH", "")])}
    command = [sys.executable, "-m", "basedpyright", "--verifytypes", "rez_next"]
    done = subprocess.run(
        [*command, "--ignoreexternal", "--outputjson"],
        env=environ,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    report: Dict[str, Any] = json.loads(done.stdout)["typeCompleteness"]
    return report


def messages(symbol: Dict[str, Any]) -> List[str]:
    """What is unknown about a name."""
    return [" ".join(each["message"].split()) for each in symbol["diagnostics"]]


if __name__ == "__main__":
    sys.exit(main())
