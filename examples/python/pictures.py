"""Pictures: a resolve and a conflict, as SVG and as pages that can be searched.

python examples/python/pictures.py [FOLDER]
"""

import sys
import tempfile
from pathlib import Path

import samples  # noqa: F401

import rez_next as rez

folder = Path(sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp(prefix="pictures-"))

context = rez.ResolvedContext(["maya-2024", "usd"])
context.save_graph(folder / "resolve.svg")
context.save_graph(folder / "resolve.html")

failed = rez.ResolvedContext(["maya-2022", "usd-24"])
failed.save_graph(folder / "failure.html")
failed.explain().save_graph(folder / "explanation.html")

for path in sorted(folder.iterdir()):
    print(path.name, path.stat().st_size, "bytes")
print("open", folder / "failure.html")
