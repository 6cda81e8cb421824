"""Releases from Subversion, through the library pysvn, which the user has to install."""

from __future__ import annotations

import os

import pysvn

from rez_next.exceptions import ReleaseVCSError
from rez_next.objects.releasing.vcs import ReleaseVCS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class SvnReleaseVCSError(ReleaseVCSError):
    """A folder is no working copy of Subversion."""


def svn_get_client() -> Any:
    """A client of Subversion that asks at the terminal for a password."""
    client = pysvn.Client()
    client.set_interactive(True)
    client.set_auth_cache(False)
    client.set_store_passwords(False)
    client.callback_get_login = get_svn_login
    return client


def get_last_changed_revision(client: Any, url: str) -> Any:
    """The latest revision of a URL.

    Raises:
        ReleaseVCSError: There is none.
    """
    head = pysvn.Revision(pysvn.opt_revision_kind.head)
    try:
        entries = client.info2(url, head, recurse=False)
    except pysvn.ClientError as error:
        raise ReleaseVCSError("svn.info2() raised ClientError: %s" % error) from error
    if not entries:
        raise ReleaseVCSError("svn.info2() returned no results on url %s" % url)
    return entries[0][1].last_changed_rev


def get_svn_login(realm: str, username: str, may_save: bool) -> tuple[bool, str, str, bool]:
    """Ask at the terminal for a password, as pysvn wants it."""
    from getpass import getpass

    print("svn requires a password for the user %s:" % username)
    password = ""
    while not password.strip():
        password = getpass("--> ")
    return True, username, password, False


class SvnReleaseVCS(ReleaseVCS):
    """The version control `svn`.

    Attributes:
        svnc: The client.
        this_url: The URL of the source folder.
    """

    @classmethod
    def name(cls) -> str:
        """`svn`."""
        return "svn"

    def __init__(self, pkg_root: str, vcs_root: str | None = None) -> None:
        super().__init__(pkg_root, vcs_root=vcs_root)
        self.svnc: Any = svn_get_client()
        entry = self.svnc.info(self.pkg_root)
        if not entry:
            raise SvnReleaseVCSError("%s is not an svn working copy" % self.pkg_root)
        self.this_url: str = str(entry["url"])

    @classmethod
    def is_valid_root(cls, path: str) -> bool:
        """True if Subversion's own folder is in it."""
        return os.path.isdir(os.path.join(path, ".svn"))

    @classmethod
    def search_parents_for_root(cls) -> bool:
        """True."""
        return True

    def validate_repostate(self) -> None:
        """Check that everything is checked in, and nothing newer is there.

        Raises:
            ReleaseVCSError: It is not so.
        """
        statuses = self.svnc.status(self.pkg_root, get_all=False, update=True)
        known = [status for status in statuses if status.entry]
        if known:
            raise ReleaseVCSError(
                "'%s' is not in a state to release - you may need to svn-checkin and/or "
                "svn-update: %s" % (self.pkg_root, known)
            )

    def get_changelog(self, previous_revision: Any = None, max_revisions: int | None = None) -> str:
        """Subversion's log since a revision; see `ReleaseVCS.get_changelog`."""
        since = previous_revision if isinstance(previous_revision, int) else 0
        entries = self.svnc.log(
            self.this_url,
            revision_end=pysvn.Revision(pysvn.opt_revision_kind.number, since),
            limit=max_revisions or 0,
        )
        return "\n".join(
            "r%d | %s\n%s\n" % (entry.revision.number, entry.author, entry.message)
            for entry in entries
            if entry.revision.number > since
        )

    def get_tag_url(self, tag_name: str | None = None) -> str:
        """The URL of a tag, or of all tags.

        Raises:
            ReleaseVCSError: The source is in neither a trunk nor a branch.
        """
        at = max(self.this_url.find("/trunk"), self.this_url.find("/branches"))
        if at == -1:
            raise ReleaseVCSError("%s is not in a branch or trunk" % self.pkg_root)
        tags = self.this_url[:at] + "/tags"
        return "%s/%s" % (tags, tag_name) if tag_name else tags

    def svn_url_exists(self, url: str) -> bool:
        """True if there is something at a URL."""
        try:
            return bool(self.svnc.info2(url, recurse=False))
        except pysvn.ClientError:
            return False

    def tag_exists(self, tag_name: str) -> bool:
        """True if there is a tag of that name."""
        return self.svn_url_exists(self.get_tag_url(tag_name))

    def get_current_revision(self) -> int:
        """The number of the revision."""
        return int(self.svnc.info(self.pkg_root)["revision"].number)

    def create_release_tag(self, tag_name: str, message: str | None = None) -> None:
        """Copy the source to the tag."""
        # Subversion takes no copy without a message.
        self.svnc.callback_get_log_message = lambda: (True, message or tag_name)
        self.svnc.copy(self.pkg_root, self.get_tag_url(tag_name))
