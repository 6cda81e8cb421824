"""A version control that is only a file `.stub` with tags in it, for trying out releases."""

from __future__ import annotations

import json
import os
import time

from rez_next.objects.config.delay_load import read_yaml
from rez_next.objects.releasing.vcs import ReleaseVCS
from rez_next.objects.text.messages import print_warning

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class StubReleaseVCS(ReleaseVCS):
    """The version control `stub`: a project has it if there is a file `.stub` in its folder."""

    def __init__(self, pkg_root: str, vcs_root: str | None = None) -> None:
        super().__init__(pkg_root, vcs_root=vcs_root)
        self.time: int = int(time.time())

    @classmethod
    def name(cls) -> str:
        """`stub`."""
        return "stub"

    @classmethod
    def is_valid_root(cls, path: str) -> bool:
        """True if there is a file `.stub`."""
        return os.path.exists(os.path.join(path, ".stub"))

    @classmethod
    def search_parents_for_root(cls) -> bool:
        """False."""
        return False

    def validate_repostate(self) -> None:
        """Nothing: the source may always be released."""

    def get_current_revision(self) -> int:
        """When this object was made, in seconds of the epoch."""
        return self.time

    def get_changelog(self, previous_revision: Any = None, max_revisions: int | None = None) -> str:
        """How long ago the last release was."""
        if not previous_revision:
            return "This is the first commit"
        if not isinstance(previous_revision, int):
            return "There is a previous commit from a different vcs"
        return "This commit was %d seconds after the last" % (self.time - previous_revision)

    def tag_exists(self, tag_name: str) -> bool:
        """True if the file has the tag."""
        return tag_name in self._read_stub().get("tags", ())

    def create_release_tag(self, tag_name: str, message: str | None = None) -> None:
        """Write a tag to the file. One that exists stays."""
        data = self._read_stub()
        tags = data.setdefault("tags", {})
        if tag_name in tags:
            print_warning("Skipped tag creation, tag '%s' already exists", tag_name)
            return
        print("Creating tag '%s'..." % tag_name)
        tags[tag_name] = message
        with open(self._file, "w", encoding="utf-8") as file:
            json.dump(data, file, indent=4)  # which is YAML, too
            file.write("\n")

    @property
    def _file(self) -> str:
        return os.path.join(self.vcs_root, ".stub")

    def _read_stub(self) -> dict[str, Any]:
        return read_yaml(self._file) or {}
