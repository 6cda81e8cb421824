"""The sources of two packages, side by side in a program for that."""

from __future__ import annotations

from rez_next.exceptions import RezError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from rez_next.objects.package.package import Package


def diff_packages(pkg1: Package, pkg2: Package | None = None) -> None:
    """Show how the sources of two packages differ, with the program of the setting `difftool`.

    Args:
        pkg1: A package that was released from version control.
        pkg2: The one to compare with; None is the version before.

    Raises:
        RezError: There is no version before, or a package does not say what it was released from.
        OSError: The program cannot be started.
    """
    import os
    import subprocess
    import tempfile

    from rez_next.objects.config.config import config
    from rez_next.objects.plugin.manager import plugin_manager

    packages = (pkg1, pkg2 or _before(pkg1))
    for package in packages:
        if not (package.vcs and package.revision):
            raise RezError(
                "Cannot diff package %s: it does not say which revision it was released from"
                % package.qualified_name
            )
    # They stay, as rez's do: the program may return before it has read them.
    folder = tempfile.mkdtemp(prefix="rez-pkg-diff")
    paths = []
    for package in packages:
        print("Exporting %s..." % package.qualified_name)
        path = os.path.join(folder, package.qualified_name)
        vcs = plugin_manager.get_plugin_class("release_vcs", package.vcs)
        vcs.export(revision=package.revision, path=path)
        paths.append(path)
    print("Opening diff viewer %s..." % config.difftool)
    subprocess.call([config.difftool, *paths])


def _before(package: Package) -> Package:
    from rez_next.objects.repository.repository import iter_packages

    older = [each for each in iter_packages(package.name) if each.version < package.version]
    if not older:
        raise RezError(
            "No package to diff with - %s is the earliest package version" % package.qualified_name
        )
    return max(older, key=lambda each: each.version)
