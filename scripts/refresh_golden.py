"""Writes rez's answers into compat-tests/golden, by running rez.

    python scripts/refresh_golden.py examples      requests against examples/packages (seconds)
    python scripts/refresh_golden.py benchmark     rez's own 188 benchmark requests (minutes)

Needs the rez that pyproject.toml names. Every file says which rez made it, and how.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any, Dict, List, Optional

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "compat-tests" / "golden"

#: What the requests of the examples are resolved for, whatever machine this runs on.
IMPLICIT = ["~platform==linux", "~arch==x86_64", "~os==Rocky-9"]

EXAMPLES = """
    python-3.9 maya-2024
    python-3.9 maya-2024 nuke-13.2
    maya-2024 usd my_tool
    maya usd my_tool
    usd
    usd==23.05 houdini-20 !openexr-2
    houdini usd numpy
    maya-2024 houdini
    maya-2025 mtoa ocio
    maya-2022 mtoa
    maya mtoa-5.2 my_tool
    maya-2022 my_tool
    maya-2022.5 my_tool python-2
    maya<2025 mtoa usd
    maya-2023|2025 usd
    nuke pipeline_core pyside
    nuke my_tool
    gpu_denoiser python-3.10
    legacy_publisher
    legacy_publisher my_tool
    review_player
    review_player maya-2024
    review_player !python-3.11
    review_player usd-23
    numpy ~python-3.9
    numpy-1.20+<1.25 boost
    boost-1.76 openexr !python-3
    boost>=1.80,<1.82
    python-2.7..3.8
    ~maya-2023 mtoa
    !maya-2025 mtoa maya
    alembic openexr-2
    maya-2024 my_tool .my_tool.overlay-1.5 .pipeline.api-4.1
    my_tool .pipeline.api-4.0|4.2
    platform-linux os-CentOS-7 imath
    legacy_publisher pipeline_core-4
    my_tool .pipeline.api-3
    maya-2025 pyside-5.15
    maya-2024 usd-24
    maya-2024 python-3.11
    alembic-1.7 imath
    python-2.7 numpy
    gpu_denoiser os-CentOS-7
    mtoa-5.3 maya-2022
    nuke-13 houdini-20.5
    usd-22.11 maya-2025
    maya-2024 !maya
    platform-windows usd
    maya-2026
    no_such_package
    maya-2024 no_such_package
    maya--2024
    maya/2024
"""


def examples() -> Dict[str, Any]:
    """Resolve the requests against the sample packages."""
    packages = str(ROOT / "examples" / "packages")
    answers = [
        {"request": line.split(), **_answer(IMPLICIT + line.split(), packages)}
        for line in EXAMPLES.strip().splitlines()
    ]
    return {"implicit_packages": IMPLICIT, "resolves": answers}


def benchmark() -> Dict[str, Any]:
    """Resolve rez's benchmark requests against rez's benchmark packages."""
    sys.path.insert(0, str(ROOT / "examples" / "python"))
    from benchmark_request import benchmark_data

    packages, requests = benchmark_data()
    answers: List[Dict[str, Any]] = []
    started = time.monotonic()
    for request in requests:
        answers.append({"request": request, **_answer(request, str(packages))})
        done = f"{len(answers)} of {len(requests)}, {time.monotonic() - started:.0f} s"
        print(done, file=sys.stderr, flush=True)
    return {"resolves": answers}


def main(names: List[str]) -> int:
    """Write the named files; return the exit code."""
    makers = {"examples": examples, "benchmark": benchmark}
    if not names or not set(names) <= set(makers):
        print(__doc__, file=sys.stderr)
        return 2
    for variable in [name for name in os.environ if name.startswith("REZ_")]:
        del os.environ[variable]
    os.environ["REZ_DISABLE_HOME_CONFIG"] = "1"
    import rez

    for name in names:
        made_by = {
            "rez": rez.__version__,
            "command": f"python scripts/refresh_golden.py {name}",
        }
        _write(GOLDEN / f"{name}.json", {**made_by, **makers[name]()})
    return 0


def _answer(request: List[str], packages: str) -> Dict[str, Any]:
    """Return rez's answer: packages in its order, the reason of a failure, or the error."""
    from rez.exceptions import RezError
    from rez.resolved_context import ResolvedContext
    from rez.version import VersionError

    try:
        context = ResolvedContext(
            request, package_paths=[packages], add_implicit_packages=False, caching=False
        )
    except (RezError, VersionError) as error:
        message = str(error).replace(packages, "{packages}")
        return {"status": "error", "error": type(error).__name__, "message": message}
    if not context.success:
        return {"status": context.status.name, "failure": context.failure_description}
    answer: Dict[str, Any] = {
        "status": "solved",
        "resolved": [_name(v.name, v.version, v.index) for v in context.resolved_packages],
    }
    if context.resolved_ephemerals:
        answer["ephemerals"] = [str(ephemeral) for ephemeral in context.resolved_ephemerals]
    return answer


def _name(name: str, version: object, index: Optional[int]) -> str:
    return f"{name}/{version}[{'' if index is None else index}]"


def _write(path: Path, content: Dict[str, Any]) -> None:
    """Write one answer a line, so that a change of one answer reads as one line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    answers = ",\n".join("    " + json.dumps(answer) for answer in content.pop("resolves"))
    head = json.dumps(content, indent=2)[:-2]
    path.write_text(f'{head},\n  "resolves": [\n{answers}\n  ]\n}}\n', "utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
