"""What most scripts do: resolve, and make the environment.

The build runs it, and the wheel carries what Node compiles meanwhile
(`build_backend/rez_next_build/compiled.py`). Less would be compiled by each user again; more would
take each process longer to read than it saves: 13 ms a megabyte.

    python first_calls.py FOLDER

Packages are written to the folder unless they are there.
"""

from __future__ import annotations

import sys
from pathlib import Path

from rez_next import ResolvedContext

PACKAGE = """
name = "{name}"
version = "{version}"
description = "A package."
requires = {requires!r}
tools = ["{name}"]

def commands():
    env.PATH.prepend("{{root}}/bin")
    env.{variable}_HOME = "{{root}}"
"""


def main() -> None:
    """Resolve a request for two plain packages."""
    folder = Path(sys.argv[1])
    if not folder.exists():
        write_packages(folder)
    ResolvedContext(["tool-2", "base"], package_paths=[str(folder)]).get_environ()


def write_packages(folder: Path) -> None:
    """Write two families, one of which requires the other."""
    for name, requires in (("base", []), ("tool", ["base-1+"])):
        for version in ("1.0.0", "1.10.0", "2.0.0"):
            file = folder / name / version / "package.py"
            file.parent.mkdir(parents=True)
            variable = name.upper()
            text = PACKAGE.format(name=name, version=version, requires=requires, variable=variable)
            file.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
