"""What scripts mostly do: resolve, make the environment, look packages up.

The build runs it, and the wheel carries what Node compiles meanwhile
(`build_backend/rez_next_build/compiled.py`).
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from rez_next import ResolvedContext
from rez_next.compat.packages import get_latest_package, iter_packages

PLAIN = """
name = "{name}"
version = "{version}"
description = "A package."
requires = {requires!r}
tools = ["{name}"]

def commands():
    env.PATH.prepend("{{root}}/bin")
    env.{variable}_HOME = "{{root}}"
"""

#: With what takes the grammar, and what is told from the resolve.
RICH = """
name = "rich"
version = "2.0.1"
requires = ["base-1+"]
variants = [["plain-1", "!other"], ["plain-2"]]

with scope("config") as c:
    c.release_packages_path = "/nowhere"

@early()
def description():
    return " ".join(part.title() for part in ("a", "package"))

@late()
def tools():
    return ["rich"] if in_context() else []

def commands():
    import os
    env.PATH.prepend(os.path.join(root, "bin"))
    if "plain" in resolve and system.platform != "windows":
        env.PLAIN = "{resolve.plain.version.major}-%s" % str(version)
    for name in ("A", "B"):
        env["RICH_" + name].append(expandvars("$HOME/{base}"))
    alias("rich-alias", "rich --flag")
"""

YAML = """
name: other
version: '1.0'
requires: [base]
commands: |
  env.OTHER = '{root}'
"""


def main() -> None:
    """Do it with packages of their own."""
    with tempfile.TemporaryDirectory() as folder:
        write_packages(Path(folder))
        call(folder)


def write_packages(folder: Path) -> None:
    """Write packages of each form that takes a way of its own to read."""
    for name in ("base", "plain"):
        for version in ("1.0.0", "1.10.0", "2.0.0"):
            requires = ["base-" + version[0]] if name == "plain" else []
            text = PLAIN.format(
                name=name, version=version, requires=requires, variable=name.upper()
            )
            _write(folder / name / version / "package.py", text)
    _write(folder / "rich" / "2.0.1" / "package.py", RICH)
    _write(folder / "other" / "1.0" / "package.yaml", YAML)


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True)
    file.write_text(text, "utf-8")


def call(folder: str) -> None:
    """Each thing once or twice, as in a script: what is called often is compiled in another way."""
    paths = [folder]
    context = ResolvedContext(["rich", "base<2"], package_paths=paths)
    context.get_environ()
    context.get_shell_code("bash")
    for each in context.resolved_packages:
        each.tools  # noqa: B018
    ResolvedContext(["plain", "other"], package_paths=paths).get_environ()
    assert not ResolvedContext(["rich", "plain-2", "base-1"], package_paths=paths).success
    get_latest_package("plain", paths=paths)
    for package in iter_packages("plain", paths=paths):
        package.requires  # noqa: B018


if __name__ == "__main__":
    main()
