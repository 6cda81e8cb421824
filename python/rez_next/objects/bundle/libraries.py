"""Programs and libraries of a bundle, made to look for libraries in the bundle.

On Linux they may name folders to look in. Those that lie in a package of the context are named from
where the program itself is (`$ORIGIN`), so that they are found wherever the bundle is.
"""

from __future__ import annotations

import os
import stat
import sys

from rez_next.objects.bundle.elf import get_rpaths, patch_rpaths
from rez_next.objects.files.path_names import is_subdirectory
from rez_next.objects.files.programs import which

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from rez_next.objects.bundle.bundle import Bundle

_EXECUTABLE = stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH

# How readelf says that a file is none of its kind: most executable files are scripts.
_OTHER_FILES = ("Not an ELF file", "Failed to read file header")


def patch_libraries(bundle: Bundle) -> None:
    """Change what can be changed, and keep in the bundle's log what was done."""
    if sys.platform in ("darwin", "win32"):
        return
    files = list(_candidates(bundle))
    if not files:
        bundle.log("No elfs found, thus no patching performed")
    elif which("readelf") is None:
        bundle.warn("Could not patch %d files: cannot find 'readelf' utility.", len(files))
    else:
        for file in files:
            _patch(bundle, file)


def _patch(bundle: Bundle, file: str) -> None:
    try:
        before = get_rpaths(file)
    except RuntimeError as error:
        if not any(text in str(error) for text in _OTHER_FILES):
            bundle.warn("%s", error)
        return
    if not before:
        return
    after = [_inside(bundle, file, path) for path in before]
    texts = (":".join(before), ":".join(after))
    if after == before:
        bundle.log("Left rpaths unchanged in %s: [%s]", file, texts[0])
    elif which("patchelf") is None:
        bundle.warn(
            "Could not patch rpaths in %s from [%s] to [%s]: cannot find 'patchelf' utility.",
            file,
            *texts,
        )
    else:
        try:
            patch_rpaths(file, after)
        except RuntimeError as error:
            bundle.warn("%s", error)
        else:
            bundle.log("Patched rpaths in file %s from [%s] to [%s]", file, *texts)


def _inside(bundle: Bundle, file: str, path: str) -> str:
    """A folder as the file is to name it: the same where it is not in a package of the bundle."""
    if not os.path.isabs(path):
        return path
    for source, copied in bundle.copied.values():
        if source.root and copied.root and is_subdirectory(path, source.root):
            place = os.path.join(copied.root, os.path.relpath(path, source.root))
            found = os.path.join("$ORIGIN", os.path.relpath(place, os.path.dirname(file)))
            bundle.log("Remapped rpath %s in file %s to %s", path, file, found)
            return found
    return path


def _candidates(bundle: Bundle) -> Iterator[str]:
    """Files that can be executed, or have a library's name."""
    for _, copied in bundle.copied.values():
        for folder, _, names in os.walk(copied.root or ""):
            bundle.say("Searching for elfs to patch in %s...", folder)
            for name in names:
                path = os.path.join(folder, name)
                if not os.path.islink(path) and (
                    ".so" in name or os.stat(path).st_mode & _EXECUTABLE
                ):
                    yield path
