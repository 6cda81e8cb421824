"""Releases from git."""

from __future__ import annotations

import os
import re

from rez_next.exceptions import ReleaseVCSError
from rez_next.objects.releasing.vcs import ReleaseVCS
from rez_next.objects.text.messages import print_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, ClassVar

# What git says, in small letters and by its release, where a branch follows none of a remote.
_NO_UPSTREAM = ("no upstream branch", "no upstream configured", "does not point to a branch")


class GitReleaseVCSError(ReleaseVCSError):
    """A folder is no working copy of git."""


class GitReleaseVCS(ReleaseVCS):
    """The version control `git`."""

    schema_dict: ClassVar[dict[str, Any]] = {"allow_no_upstream": bool}

    @classmethod
    def name(cls) -> str:
        """`git`."""
        return "git"

    def __init__(self, pkg_root: str, vcs_root: str | None = None) -> None:
        super().__init__(pkg_root, vcs_root=vcs_root)
        self.executable: str = self.find_executable("git")
        try:
            self.git("rev-parse")
        except ReleaseVCSError as error:
            message = "%s is not a git repository"
            raise GitReleaseVCSError(message % self.vcs_root) from error

    @classmethod
    def is_valid_root(cls, path: str) -> bool:
        """True if git's own folder is in it."""
        return os.path.isdir(os.path.join(path, ".git"))

    @classmethod
    def search_parents_for_root(cls) -> bool:
        """True."""
        return True

    def git(self, *nargs: str) -> list[str]:
        """Run git and return the lines it prints."""
        return self._cmd(self.executable, *nargs)

    def get_relative_to_remote(self) -> int:
        """How many commits the branch is ahead of the remote's; negative if it is behind."""
        first = self.git("status", "--short", "-b")[0]
        found = re.findall(r"\[([^\]]+)\]", first)
        if not found:
            return 0
        match = re.fullmatch(r"(ahead|behind) (\d+)", found[-1].strip())
        if match is None:
            raise ReleaseVCSError(
                "Problem parsing first line of result of 'git status --short -b' (%s):\n%s"
                % (first, "expected 'ahead' or 'behind' and a number")
            )
        count = int(match.group(2))
        return count if match.group(1) == "ahead" else -count

    def get_local_branch(self) -> str:
        """The name of the branch."""
        return self.git("rev-parse", "--abbrev-ref", "HEAD")[0]

    def get_tracking_branch(self) -> Any:
        """The remote and the name of the branch there; None for both if there is no remote."""
        try:
            upstream = self.git("rev-parse", "--abbrev-ref", "--symbolic-full-name", "@{u}")[0]
        except ReleaseVCSError as error:
            if not any(words in str(error).lower() for words in _NO_UPSTREAM):
                raise
            return None, None
        return upstream.split("/", 1)

    def validate_repostate(self) -> None:
        """Check that the branch may be released, and is as it is at the remote.

        Raises:
            ReleaseVCSError: It follows no remote and the setting `allow_no_upstream` is false, it
                is none of `releasable_branches`, there are uncommitted changes, or commits that
                are only here or only there.
        """
        if self.git("rev-parse", "--is-bare-repository") == ["true"]:
            raise ReleaseVCSError("Could not release: bare git repository")
        remote, remote_branch = self.get_tracking_branch()
        if remote is None and not self.settings.allow_no_upstream:
            raise ReleaseVCSError(
                "Release cancelled: there is no upstream branch (git cannot see a remote repo - "
                "you should probably FIX THIS FIRST!). To allow the release, set the config entry "
                "'plugins.release_vcs.git.allow_no_upstream' to true."
            )
        releasable = self.type_settings.releasable_branches
        branch = self.get_local_branch() if releasable else ""
        if releasable and not any(re.search(pattern, branch) for pattern in releasable):
            raise ReleaseVCSError(
                "Could not release: current branch is %s, must match one of: %s"
                % (branch, ", ".join(releasable))
            )
        try:
            self.git("diff-index", "--quiet", "HEAD")
        except ReleaseVCSError:
            changes = "\n".join(self.git("diff-index", "--stat", "HEAD"))
            message = "Could not release: there are uncommitted changes:\n" + changes
            raise ReleaseVCSError(message) from None
        if remote:
            self.git("remote", "update")
            count = self.get_relative_to_remote()
            if count:
                where = "ahead of" if count > 0 else "behind"
                raise ReleaseVCSError(
                    "Could not release: %d commits %s %s/%s."
                    % (abs(count), where, remote, remote_branch)
                )

    def get_changelog(self, previous_revision: Any = None, max_revisions: int | None = None) -> str:
        """git's log since a revision; see `ReleaseVCS.get_changelog`."""
        args = ["log"]
        if max_revisions:
            args += ["-n", str(max_revisions)]
        commit = self._commit_of(previous_revision)
        if commit:
            args.append("%s..HEAD" % commit)
        return "\n".join(self.git(*args))

    def get_current_revision(self) -> dict[str, Any]:
        """The commit, and where it can be had from.

        Returns:
            `commit`, `branch`, `tracking_branch` and, if there is one, `fetch_url` and `push_url`.
        """
        revision: dict[str, Any] = {"commit": self.git("rev-parse", "HEAD")[0]}

        def note(key: str, find: Callable[[], Any]) -> bool:
            try:
                revision[key] = find()
            except Exception as error:
                print_error("Error retrieving %s: %s", key, error)
                return False
            return revision[key] is not None

        def tracking_branch() -> str | None:
            remote, branch = self.get_tracking_branch()
            return None if remote is None else "%s/%s" % (remote, branch)

        note("branch", self.get_local_branch)
        if note("tracking_branch", tracking_branch):
            remote = revision["tracking_branch"].split("/")[0]
            note("fetch_url", lambda: self._url(remote, "(fetch)"))
            note("push_url", lambda: self._url(remote, "(push)"))
        return revision

    def _url(self, remote: str, purpose: str) -> str:
        lines = self.git("remote", "-v")
        for words in map(str.split, lines):
            if remote in words and purpose in words:
                return words[1]
        message = "failed to parse %s url from:\n%s"
        raise ReleaseVCSError(message % (purpose.strip("()"), "\n".join(lines)))

    def tag_exists(self, tag_name: str) -> bool:
        """True if there is a tag of that name, here."""
        return tag_name in self.git("tag")

    def create_release_tag(self, tag_name: str, message: str | None = None) -> None:
        """Tag the commit, and push the tag if there is a remote. A tag that exists stays."""
        if self.tag_exists(tag_name):
            return
        print("Creating tag '%s'..." % tag_name)
        self.git("tag", "-a", tag_name, "-m", message or "")
        remote, branch = self.get_tracking_branch()
        if remote is not None:
            print("Pushing tag '%s' to %s/%s..." % (tag_name, remote, branch))
            self.git("push", remote, tag_name)

    @classmethod
    def export(cls, revision: Any, path: str) -> None:
        """Clone the source at a revision, without its history."""
        git = cls.find_executable("git")
        from subprocess import CalledProcessError, run

        try:
            run([git, "clone", "--quiet", revision["fetch_url"], path], check=True)
            run([git, "checkout", "--quiet", revision["commit"]], check=True, cwd=path)
        except CalledProcessError as error:
            raise ReleaseVCSError("Could not export %r: %s" % (revision, error)) from error
        from rez_next.objects.files.filesystem import forceful_rmtree

        forceful_rmtree(os.path.join(path, ".git"))
