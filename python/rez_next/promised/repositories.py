"""Repositories to find packages in: folders, and git repositories, which are copied here."""

from __future__ import annotations

import os
from typing import List, Tuple

from rez_next.exceptions import PackageRepositoryError
from rez_next.objects.ask import ask
from rez_next.objects.config.config import config
from rez_next.objects.repository.manager import package_repository_manager
from rez_next.objects.repository.repository import iter_package_families, iter_packages

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Iterable

    from rez_next._engine import protocol
    from rez_next.objects.package.package import Package, PackageFamily
    from rez_next.values.range import VersionRange

#: Seconds that git may take, unless the caller says otherwise.
GIT_TIMEOUT = 300.0


class Repository:
    """A repository of packages.

    Attributes:
        location: The folder its packages are read from.
        url: Where it was copied from, without credentials; None for a folder.
        ref: The branch, tag or commit that was asked for; None is the default branch.
        commit: The commit that `location` holds; None for a folder.
    """

    def __init__(
        self,
        location: str,
        url: str | None = None,
        ref: str | None = None,
        commit: str | None = None,
    ) -> None:
        self.location = location
        self.url = url
        self.ref = ref
        self.commit = commit

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Repository) and vars(other) == vars(self)

    def __hash__(self) -> int:
        return hash((self.location, self.url, self.ref))

    def __str__(self) -> str:
        if self.url is None:
            return self.location
        return self.url if self.ref is None else "%s#%s" % (self.url, self.ref)

    def __repr__(self) -> str:
        fields = ", ".join("%s=%r" % item for item in vars(self).items() if item[1] is not None)
        return "%s(%s)" % (type(self).__name__, fields)


class RepositoryManager:
    """Repositories that are searched together, the earlier ones first.

    Args:
        paths: Folders to begin with, or `type@location`; None is the setting `packages_path`, as it
            is at each search. A repository that is named twice counts once, where it comes first.

    Raises:
        TypeError: `paths` is one path: a list of it is meant.
    """

    def __init__(self, paths: Iterable[str] | None = None) -> None:
        if isinstance(paths, (str, bytes, os.PathLike)):
            raise TypeError("paths is a list of repositories: [%r]" % (paths,))
        self._paths = None if paths is None else [os.fsdecode(path) for path in paths]
        self._added: List[_Added] = []

    @property
    def paths(self) -> List[str]:
        """The folders that are searched, in this order."""
        return [*dict.fromkeys(repository.location for repository in self.list())]

    def add_repository(
        self, source: str | os.PathLike[str], ref: str | None = None, timeout: float = GIT_TIMEOUT
    ) -> Repository:
        """Search one more repository, after all others.

        A git repository is copied when it is added for the first time, and read from that copy
        until `refresh` is called. Git asks for no password: it uses what it is set up with, or
        what the URL brings, which is neither kept nor shown.

        Args:
            source: A folder, `type@location` as in the setting `packages_path`, or a git URL of
                https, ssh or a file; `#ref` may follow the URL.
            ref: A branch, tag or commit; None is the remote's default branch.
            timeout: Seconds after which git is stopped.

        Returns:
            The repository, also if it was there already.

        Raises:
            PackageRepositoryError: There is none, or it cannot or must not be read.
            RezPluginError: There is no such type.
            ValueError: The source is an empty text.
        """
        text = os.path.expanduser(os.fsdecode(source))
        if not text:
            raise ValueError("a repository is a folder or a git URL, not an empty text")
        repository = _located(text, ref, timeout, refresh=False)
        if repository.url is None:
            package_repository_manager.get_repository(repository.location)
        for added in self._added:
            if _asked(added.repository) == _asked(repository):
                added.source, added.ref, added.repository = text, ref, repository
                return repository
        self._added.append(_Added(text, ref, repository))
        return repository

    def list(self) -> List[Repository]:
        """The repositories, in the order in which they are searched."""
        paths = config.packages_path if self._paths is None else self._paths
        once: dict[Tuple[str, str | None], Repository] = {}
        for repository in (*map(Repository, paths), *(added.repository for added in self._added)):
            once.setdefault(_asked(repository), repository)
        return [*once.values()]

    def remove(self, repository: Repository | str | os.PathLike[str], delete: bool = False) -> None:
        """Search a repository no more.

        Args:
            repository: What `add_repository` gave, or what it was given.
            delete: True to delete the copies of a git repository too. Contexts that were resolved
                with its packages cannot be used then.

        Raises:
            ValueError: It was not added.
        """
        added = self._find(repository)
        self._added.remove(added)
        if delete and added.repository.url is not None:
            ask("repository/removeCopies", {"source": added.repository.url})

    def refresh(
        self,
        repository: Repository | str | os.PathLike[str] | None = None,
        timeout: float = GIT_TIMEOUT,
    ) -> List[Repository]:
        """Bring copies of git repositories up to date. Folders always are.

        Copies that earlier contexts use stay as they are.

        Args:
            repository: The repository; None is all of them.
            timeout: Seconds after which git is stopped, for each repository.

        Returns:
            The repositories that were asked for.

        Raises:
            PackageRepositoryError: A remote cannot be read. Its copy stays, and the others are
                brought up to date all the same.
        """
        wanted = self._added if repository is None else [self._find(repository)]
        failure: Exception | None = None
        for added in wanted:
            if added.repository.url is None:
                continue
            try:
                added.repository = _located(added.source, added.ref, timeout, refresh=True)
            except Exception as error:
                failure = failure or error
        if failure is not None:
            raise failure
        return [added.repository for added in wanted]

    def find_packages(
        self, name: str, version_range: str | VersionRange | None = None
    ) -> List[Package]:
        """The packages of a family, by ascending version.

        Args:
            name: The family's name.
            version_range: Only versions in this range, such as `>=2020,<2025`.

        Raises:
            PackageRequestError: The name is no package name.
            VersionError: The range is none.
            PackageRepositoryError: The copy of a git repository is gone; `refresh` makes it anew.
        """
        paths = self._searched()
        if not paths:
            return []
        found = iter_packages(name, version_range, paths)
        return sorted(found, key=lambda package: package.version)

    def get_latest_package(
        self, name: str, version_range: str | VersionRange | None = None
    ) -> Package | None:
        """The highest version of a family, or None.

        Args:
            name: The family's name.
            version_range: Only versions in this range.
        """
        found = self.find_packages(name, version_range)
        return found[-1] if found else None

    def search(self, pattern: str) -> List[PackageFamily]:
        """Families by part of their name.

        Args:
            pattern: A part of the name, or a pattern of the whole with `*` and `?`; case counts
                for neither.

        Returns:
            The families by name; one that several repositories have comes once for each.

        Raises:
            TypeError: The pattern is no text.
        """
        from fnmatch import fnmatchcase

        if not isinstance(pattern, str):
            raise TypeError("a pattern is a text, not %r" % (pattern,))
        wanted = pattern.lower()
        if not any(sign in wanted for sign in "*?["):
            wanted = "*%s*" % wanted
        paths = self._searched()
        families = iter_package_families(paths) if paths else iter(())
        found = [family for family in families if fnmatchcase(family.name.lower(), wanted)]
        return sorted(found, key=lambda family: family.name)

    def __repr__(self) -> str:
        return "%s(%r)" % (type(self).__name__, self.list())

    def _searched(self) -> List[str]:
        # A folder may come and go; a copy that is gone would look as if its packages were.
        for repository in (added.repository for added in self._added):
            if repository.url is not None and not os.path.isdir(repository.location):
                raise PackageRepositoryError(
                    "The copy of %s is gone: %s" % (repository, repository.location)
                )
        return self.paths

    def _find(self, repository: Repository | str | os.PathLike[str]) -> _Added:
        for added in self._added:
            found = added.repository
            if isinstance(repository, Repository):
                # It may be of before a refresh, with another commit.
                if _asked(found) == _asked(repository):
                    return added
            elif os.fspath(repository) in (found.location, str(found), added.source, found.url):
                return added
        raise ValueError(
            "no repository %s was added: `list()` has those that were"
            % _without_credentials(str(repository))
        )


class _Added:
    """A repository and how it was asked for: the source may hold a password."""

    __slots__ = ("ref", "repository", "source")

    def __init__(self, source: str, ref: str | None, repository: Repository) -> None:
        self.source = source
        self.ref = ref
        self.repository = repository


def _asked(repository: Repository) -> Tuple[str, str | None]:
    """What was asked for, of whichever commit."""
    return repository.url or repository.location, repository.ref


def _located(source: str, ref: str | None, timeout: float, refresh: bool) -> Repository:
    params: protocol.RepositoryLocateParams = {
        "source": source,
        "ref": ref,
        "refresh": refresh,
        "environ": dict(os.environ),
        "timeout": timeout,
    }
    answer = ask("repository/locate", params)
    return Repository(answer["location"], answer["url"], answer["ref"], answer["commit"])


def _without_credentials(text: str) -> str:
    scheme, separator, rest = text.partition("://")
    authority, slash, path = rest.partition("/")
    return scheme + separator + authority.rpartition("@")[2] + slash + path
