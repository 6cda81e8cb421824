"""The version control of a package that is released.

The kinds are plugins of the type `release_vcs`; see `git`, `hg`, `svn` and `stub` beside this file.
"""

from __future__ import annotations

import shutil
import subprocess

from rez_next.exceptions import ReleaseVCSError
from rez_next.objects.files.filesystem import walk_up_dirs
from rez_next.objects.package.developer import get_developer_package
from rez_next.objects.shell.process import Popen
from rez_next.objects.text.messages import print_debug

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class ReleaseVCS:
    """The version control that a package's source is under. Subclasses say which.

    Args:
        pkg_root: The package's source folder.
        vcs_root: The root of the working copy; None looks for it.

    Attributes:
        package: The package.
        type_settings: The settings `plugins.release_vcs`.
        settings: Those of this kind.

    Raises:
        ReleaseVCSError: The folder is in no working copy of this kind.
    """

    def __init__(self, pkg_root: str, vcs_root: str | None = None) -> None:
        if vcs_root is None:
            found = self.find_vcs_root(pkg_root)
            if not found:
                raise ReleaseVCSError(
                    "Could not find %s repository for the path %s" % (self.name(), pkg_root)
                )
            vcs_root = found[0]
        self.vcs_root: str = vcs_root
        self.pkg_root = pkg_root
        self.package = get_developer_package(pkg_root)
        self.type_settings: Any = self.package.config.plugins.release_vcs
        self.settings: Any = self.type_settings.get(self.name())

    @classmethod
    def name(cls) -> str:
        """The plugin's name."""
        raise NotImplementedError

    @classmethod
    def find_executable(cls, name: str) -> str:
        """The path of a program.

        Raises:
            ReleaseVCSError: There is none.
        """
        path = shutil.which(name)
        if not path:
            raise ReleaseVCSError("Couldn't find executable '%s' for VCS '%s'" % (name, cls.name()))
        return path

    @classmethod
    def is_valid_root(cls, path: str) -> bool:
        """True if a folder is the root of a working copy of this kind."""
        raise NotImplementedError

    @classmethod
    def search_parents_for_root(cls) -> bool:
        """True if the root may be a folder above the package's."""
        raise NotImplementedError

    @classmethod
    def find_vcs_root(cls, path: str) -> tuple[str, int] | None:
        """The root of the working copy that a folder is in.

        Returns:
            The root and how many folders it is above `path`; None if there is none.
        """
        folders = walk_up_dirs(path) if cls.search_parents_for_root() else iter([path])
        for levels, folder in enumerate(folders):
            if cls.is_valid_root(folder):
                return folder, levels
        return None

    def validate_repostate(self) -> None:
        """Check that the source is as it is in the version control.

        Raises:
            ReleaseVCSError: It is not, or may not be released for another reason.
        """
        raise NotImplementedError

    def get_current_revision(self) -> Any:
        """What finds the source again as it is now, in this kind's own form."""
        raise NotImplementedError

    def get_changelog(self, previous_revision: Any = None, max_revisions: int | None = None) -> str:
        """What changed.

        Args:
            previous_revision: Since when; a revision of another branch leads to where both part.
                None means from the beginning.
            max_revisions: The most changes to tell; None and 0 tell all.
        """
        raise NotImplementedError

    def tag_exists(self, tag_name: str) -> bool:
        """True if there is a tag of that name."""
        raise NotImplementedError

    def create_release_tag(self, tag_name: str, message: str | None = None) -> None:
        """Tag the source as it is now.

        Args:
            tag_name: The tag.
            message: Its message.
        """
        raise NotImplementedError

    @classmethod
    def export(cls, revision: Any, path: str) -> None:
        """Write the source as it was at a revision.

        Args:
            revision: The revision.
            path: A folder that does not exist yet, in one that does.
        """
        raise NotImplementedError

    def _cmd(self, *nargs: str) -> list[str]:
        """Run a program in the source folder and return the lines it prints.

        Raises:
            ReleaseVCSError: It failed.
        """
        from shlex import quote

        line = " ".join(map(quote, nargs))
        if self.package.config.debug("package_release"):
            print_debug("Running command: %s", line)
        pipe = subprocess.PIPE
        process = Popen(nargs, stdout=pipe, stderr=pipe, cwd=self.pkg_root, text=True)
        output, errors = process.communicate()
        if process.returncode:
            print_debug("command stdout:\n%s\ncommand stderr:\n%s", output, errors)
            raise ReleaseVCSError("command failed: %s\n%s" % (line, errors))
        output = output.strip()
        return [text.rstrip() for text in output.split("\n")] if output else []

    def _commit_of(self, revision: Any) -> str | None:
        """The commit in a revision of ours; None if it is another kind's."""
        try:
            commit: str | None = revision["commit"] if revision is not None else None
        except (TypeError, KeyError):
            if self.package.config.debug("package_release"):
                print_debug("couldn't determine previous commit from: %r", revision)
            commit = None
        return commit


def get_release_vcs_types() -> list[str]:
    """The names of the kinds of version control that there are."""
    from rez_next.objects.plugin.manager import plugin_manager

    names: list[str] = plugin_manager.get_plugins("release_vcs")
    return names


def create_release_vcs(path: str, vcs_name: str | None = None) -> ReleaseVCS:
    """Make the version control of a source folder.

    Args:
        path: The folder.
        vcs_name: Its kind; None takes the one whose working copy is nearest.

    Raises:
        ReleaseVCSError: There is none, or there are several equally near, or not that kind.
    """
    from rez_next.objects.plugin.manager import plugin_manager

    names = get_release_vcs_types()
    if vcs_name:
        if vcs_name not in names:
            raise ReleaseVCSError("Unknown version control system: %r" % vcs_name)
        named: ReleaseVCS = plugin_manager.get_plugin_class("release_vcs", vcs_name)(path)
        return named
    found = []
    for name in names:
        cls = plugin_manager.get_plugin_class("release_vcs", name)
        place = cls.find_vcs_root(path)
        if place:
            found.append((place[1], place[0], cls))
    if not found:
        raise ReleaseVCSError(
            "No version control system for package releasing is associated with the path %s" % path
        )
    nearest = min(levels for levels, _, _ in found)
    near = [(root, cls) for levels, root, cls in found if levels == nearest]
    if len(near) > 1:
        raise ReleaseVCSError(
            "Several version control systems are associated with the path %s: %s. Use rez-release "
            "--vcs to choose." % (path, ", ".join(cls.name() for _, cls in near))
        )
    root, cls = near[0]
    vcs: ReleaseVCS = cls(pkg_root=path, vcs_root=root)
    return vcs
