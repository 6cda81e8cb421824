"""Releases from Mercurial, with its patch queues."""

from __future__ import annotations

import os

from rez_next.exceptions import ReleaseVCSError
from rez_next.objects.releasing.vcs import ReleaseVCS
from rez_next.objects.text.messages import print_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class HgReleaseVCSError(ReleaseVCSError):
    """A folder is no working copy of Mercurial, or it was called wrongly."""


class HgReleaseVCS(ReleaseVCS):
    """The version control `hg`.

    Attributes:
        patch_path: The folder of the patch queue, which has a repository of its own; or None.
    """

    @classmethod
    def name(cls) -> str:
        """`hg`."""
        return "hg"

    def __init__(self, pkg_root: str, vcs_root: str | None = None) -> None:
        super().__init__(pkg_root, vcs_root=vcs_root)
        self.executable: str = self.find_executable("hg")
        folder = os.path.join(self.vcs_root, ".hg")
        if not os.path.isdir(folder):
            raise HgReleaseVCSError("'%s' is not a mercurial working copy" % self.vcs_root)
        try:
            root = self.hg("root")
        except Exception as error:
            raise HgReleaseVCSError("failed to call hg binary: %s" % error) from error
        if root[:1] != [self.vcs_root]:
            message = "'%s' is not the root of a mercurial working copy"
            raise HgReleaseVCSError(message % self.vcs_root)
        patches = os.path.join(folder, "patches")
        self.patch_path: str | None = patches if os.path.isdir(patches) else None

    @classmethod
    def is_valid_root(cls, path: str) -> bool:
        """True if Mercurial's own folder is in it."""
        return os.path.isdir(os.path.join(path, ".hg"))

    @classmethod
    def search_parents_for_root(cls) -> bool:
        """True."""
        return True

    def hg(self, *nargs: str, **kwargs: Any) -> list[str]:
        """Run Mercurial on the working copy and return the lines it prints.

        Args:
            nargs: Its arguments.
            kwargs: With `patch=True` it runs on the patch queue.
        """
        if kwargs.pop("patch", False):
            nargs += ("--mq",)
        if kwargs:
            message = "Unrecognized keyword args to hg command: %s"
            raise HgReleaseVCSError(message % ", ".join(kwargs))
        if not any(arg.startswith(("-R", "--repository")) for arg in nargs):
            nargs += ("--repository", self.vcs_root)
        return self._cmd(self.executable, *nargs)

    def get_tags(self, patch: bool = False) -> dict[str, dict[str, str]]:
        """The tags by name: their `rev` and `shortnode`.

        Args:
            patch: Those of the patch queue.
        """
        tags = {}
        for line in self.hg("tags", patch=patch):
            if line.strip():
                name, commit = line.rsplit(None, 1)
                rev, _, node = commit.partition(":")
                tags[name] = {"rev": rev, "shortnode": node}
        return tags

    def tag_exists(self, tag_name: str) -> bool:
        """True if there is a tag of that name."""
        return tag_name in self.get_tags()

    def is_ancestor(self, commit1: str, commit2: str, patch: bool = False) -> bool:
        """True if one commit is the other, or leads to it.

        Args:
            commit1: The earlier one.
            commit2: The later one.
            patch: They are the patch queue's.
        """
        between = "first(%s::%s)" % (commit1, commit2)
        return "exists" in self.hg("log", "-r", between, "--template", "exists", patch=patch)

    def get_paths(self, patch: bool = False) -> dict[str, str]:
        """The other repositories that are known, by name."""
        pairs = (line.partition(" = ") for line in self.hg("paths", patch=patch) if line)
        return {name: url for name, _, url in pairs}

    def get_default_url(self, patch: bool = False) -> str | None:
        """Where changes are pushed to, if that is known."""
        return self.get_paths(patch=patch).get("default")

    def validate_repostate(self) -> None:
        """Check that everything is committed, in the patch queue too.

        Raises:
            ReleaseVCSError: It is not.
        """
        places = [(self.vcs_root, False)]
        if self.patch_path:
            places.append((self.patch_path, True))
        for path, patch in places:
            changed = self.hg("status", "-m", "-a", patch=patch)
            if changed:
                raise ReleaseVCSError(
                    "%s is not in a state to release - please commit outstanding changes: %s"
                    % (path, ", ".join(line.split()[-1] for line in changed))
                )

    def get_current_revision(self) -> dict[str, Any]:
        """The `commit`, its `branch` and the `push_url`."""
        revision: dict[str, Any] = {
            "commit": self.hg("log", "--template", "{node}", "-r", ".")[0],
            "branch": self.hg("branch")[0],
        }
        try:
            revision["push_url"] = self.get_default_url()
        except ReleaseVCSError as error:
            print_error("Error retrieving push_url: %s", error)
        return revision

    def get_changelog(self, previous_revision: Any = None, max_revisions: int | None = None) -> str:
        """Mercurial's log since a revision, the latest first; see `ReleaseVCS.get_changelog`."""
        args = ["log"]
        if max_revisions:
            args += ["-l", str(max_revisions)]
        commit = self._commit_of(previous_revision)
        if commit:
            # The latest first, so that a limit leaves out what is old.
            args += ["-r", "reverse(ancestor(%s, .)::.)" % commit]
        return "\n".join(self.hg(*args))

    def create_release_tag(self, tag_name: str, message: str | None = None) -> None:
        """Tag the commit and push that, where it is known where to.

        With a patch queue, that is tagged, and the commit gets a bookmark: it must not change.
        """
        print("Creating tag '%s'..." % tag_name)
        patch = bool(self.patch_path)
        tagged = self._tag(tag_name, message, patch)
        url = self.get_default_url(patch=patch) if tagged else None
        if url:
            self.hg("push", url, patch=patch)
        if patch:
            self.hg("bookmark", "-f", tag_name)
            url = self.get_default_url()
            if url:
                self.hg("push", "--bookmark", tag_name, url)

    def _tag(self, name: str, message: str | None, patch: bool) -> bool:
        """Tag the commit; False if the tag is where it belongs, on equal files.

        A tag is a commit of its own in Mercurial. To release to three places in turn would else
        tag three times, each time the commit of the tag before.
        """
        existing = self.get_tags(patch=patch).get(name)
        if existing is not None and self.is_ancestor(existing["rev"], ".", patch=patch):
            since = ("--rev", existing["rev"], "--rev", ".", "--no-status")
            if self.hg("status", *since) in ([], [".hgtags"]):
                return False
        words = ["--message", message] if message else []
        self.hg("tag", name, *words, "--force", patch=patch)
        return True
