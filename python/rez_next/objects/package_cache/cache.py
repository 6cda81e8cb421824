"""A package cache: variants' payloads copied to a local disk.

    <cache>/foo/1.0.0/af8d/a/<payload>
                           a.json        which variant it is, by its handle
                           .copying-a    it is being copied, or the copy broke off
    <cache>/.sys/log, pending, to_delete

`af8d` begins the SHA-1 of the handle. The layout, the handles and the lock are rez's, so that both
use one cache at the same time.
"""

from __future__ import annotations

import json
import os
import shutil
import stat
import threading
import time
from hashlib import sha1
from uuid import uuid4

from rez_next.exceptions import PackageCacheError
from rez_next.objects.config.config import config
from rez_next.objects.files.filesystem import forceful_rmtree, rename, safe_listdir, safe_remove
from rez_next.objects.package_cache.lock import locked
from rez_next.objects.package_cache.log import logger_of
from rez_next.objects.progress import watched_copy
from rez_next.objects.text.base26 import get_next_base26, last_base26

TYPE_CHECKING = False
if TYPE_CHECKING:
    import logging
    from collections.abc import Iterable, Iterator
    from typing import Any, Callable, ClassVar

    from rez_next.objects.context.context import ResolvedContext
    from rez_next.objects.package.package import Variant

_DAY = 24 * 3600


class PackageCache:
    """Copies of variants' payloads; packages' definitions are not in it.

    Args:
        path: The cache's folder.

    Raises:
        PackageCacheError: There is no such folder.
    """

    #: It is not in the cache.
    VARIANT_NOT_FOUND = 0
    #: It is in the cache.
    VARIANT_FOUND = 1
    #: It was copied just now.
    VARIANT_CREATED = 2
    #: It is being copied.
    VARIANT_COPYING = 3
    #: Its copy has broken off.
    VARIANT_COPY_STALLED = 4
    #: It waits to be copied.
    VARIANT_PENDING = 5
    #: It was removed.
    VARIANT_REMOVED = 6
    #: It was not copied, for want of space.
    VARIANT_SKIPPED = 7

    STATUS_DESCRIPTIONS: ClassVar[dict[int, str]] = {
        VARIANT_NOT_FOUND: "was not found",
        VARIANT_FOUND: "was found",
        VARIANT_CREATED: "was created",
        VARIANT_COPYING: "payload is still being copied to this cache",
        VARIANT_COPY_STALLED: "payload copy has stalled; cleaning the cache removes it",
        VARIANT_PENDING: "is pending caching",
        VARIANT_REMOVED: "was deleted",
        VARIANT_SKIPPED: "is not being cached due to cache size limit",
    }

    _FILELOCK_TIMEOUT = 10
    # Seconds between signs of life of a copy, and without one until it counts as broken off.
    _COPYING_TIME_INC = 0.2
    _COPYING_TIME_MAX = 5.0

    def __init__(self, path: str) -> None:
        if not os.path.isdir(path):
            raise PackageCacheError("Not a directory: %s" % path)
        self.path = path
        for folder in (self._log_dir, self._pending_dir, self._remove_dir):
            os.makedirs(folder, exist_ok=True)

    def get_cached_root(self, variant: Variant) -> str | None:
        """The folder of a variant's copy, which from now on counts as used just now; or None."""
        status, root = self._get_cached_root(variant)
        if status != self.VARIANT_FOUND:
            return None
        try:
            os.utime(root + ".json")
        except FileNotFoundError:
            return None  # another process is cleaning
        return root

    def get_variant_size(self, free: int, variant_root: str) -> int:
        """The size of a payload, as far as it matters.

        Args:
            free: What is free on the cache's disk, in bytes. Counting ends where less than the
                setting `package_cache_space_buffer` would be left of it.
            variant_root: The payload's folder.

        Returns:
            Bytes, each file counted once however many links lead to it.
        """
        size = 0
        seen: set[tuple[int, int]] = set()
        for found in _files_below(variant_root, seen):
            size += found.st_size
            if free - size < config.package_cache_space_buffer:
                break
        return size

    def cache_near_full(self) -> bool:
        """True if less than the setting `package_cache_space_buffer` is free."""
        return bool(shutil.disk_usage(self.path)[2] < config.package_cache_space_buffer)

    def variant_meets_space_requirements(self, rez_variant_root: str) -> bool:
        """True if there is room for a payload.

        While the disk is not filled to the setting `package_cache_used_threshold`, in percent,
        there is room for any; over it, what is left must be `package_cache_space_buffer` or more.

        Args:
            rez_variant_root: The payload's folder.
        """
        total, used, free = shutil.disk_usage(self.path)
        if not total or used / total * 100 <= config.package_cache_used_threshold:
            return True
        size = self.get_variant_size(free, rez_variant_root)
        return bool(free - size > config.package_cache_space_buffer)

    def add_variant(
        self,
        variant: Variant,
        force: bool = False,
        wait_for_copying: bool = False,
        logger: logging.Logger | None = None,
    ) -> tuple[str, int]:
        """Copy a variant's payload into the cache.

        A partial copy is never used: it is marked as being copied before it begins.

        Args:
            variant: The variant.
            force: Copy it although the package, or a setting, says that it is not to be cached.
            wait_for_copying: Wait for the end of a copy that another process makes.
            logger: Is told what was done.

        Returns:
            The copy's folder, and one of `VARIANT_FOUND`, `VARIANT_CREATED`, `VARIANT_COPYING`,
            `VARIANT_COPY_STALLED`, `VARIANT_SKIPPED`.

        Raises:
            PackageCacheError: It has no payload, or is not to be cached.
        """
        source = self._payload_of(variant)
        if not force:
            self._refuse_uncachable(variant, source)
        done = {self.VARIANT_FOUND, self.VARIANT_COPY_STALLED}
        if not wait_for_copying:
            done.add(self.VARIANT_COPYING)

        status, root = self._get_cached_root(variant)
        if status in done:
            if logger:
                message = "Not caching %s. Variant %s"
                described = self.STATUS_DESCRIPTIONS[status]
                logger.warning(message, variant.qualified_name, described)
            return root, status
        if status == self.VARIANT_COPYING:
            return self._wait_for_copy(variant, logger)
        if self.cache_near_full() or not self.variant_meets_space_requirements(source):
            return root, self.VARIANT_SKIPPED

        folder = self._get_hash_path(variant)
        os.makedirs(folder, exist_ok=True)
        with self._lock():
            # Between the look above and the lock another process may have begun.
            status, root = self._get_cached_root(variant)
            if status in done:
                return root, status
            taken = [name[: -len(".json")] for name in os.listdir(folder) if name.endswith(".json")]
            name = get_next_base26(last_base26(taken))
            copying = os.path.join(folder, ".copying-" + name)
            with open(copying, "w"):
                pass
            _write_json(os.path.join(folder, name + ".json"), _entry(variant))
        root = os.path.join(folder, name)
        with _SignOfLife(copying, self._COPYING_TIME_INC), watched_copy() as copy_file:
            shutil.copytree(source, root, copy_function=copy_file)
        os.remove(copying)
        return root, self.VARIANT_CREATED

    def remove_variant(self, variant: Variant) -> int:
        """Take a variant out of the cache; whoever uses its copy just now loses it.

        The space is free after `clean`.

        Returns:
            `VARIANT_REMOVED`, `VARIANT_NOT_FOUND` or `VARIANT_COPYING`.
        """
        status, root = self._get_cached_root(variant)
        if status in (self.VARIANT_NOT_FOUND, self.VARIANT_COPYING):
            return status
        folder, name = os.path.split(root)
        with self._lock():
            aside = "%s-%s" % (variant.parent.qualified_name, uuid4().hex)
            try:
                if not os.access(root, os.W_OK):
                    os.chmod(root, os.stat(root).st_mode | stat.S_IWUSR)
                rename(root, os.path.join(self._remove_dir, aside))
            except FileNotFoundError:
                return self.VARIANT_NOT_FOUND
            for file in (name + ".json", ".copying-" + name):
                safe_remove(os.path.join(folder, file))
            # The folders of the hash, of the version and of the package, if they are empty.
            for _ in range(3):
                try:
                    os.rmdir(folder)
                except OSError:
                    break
                folder = os.path.dirname(folder)
        return self.VARIANT_REMOVED

    def add_variants_async(self, variants: Iterable[Variant]) -> None:
        """`add_variants` in another process; rez's old name for it."""
        self.add_variants(variants, package_cache_async=True)

    def add_variants(self, variants: Iterable[Variant], package_cache_async: bool = True) -> None:
        """Copy those variants that are to be cached and are not yet.

        Args:
            variants: The variants.
            package_cache_async: Have another process do it, and do not wait for it.

        Raises:
            PackageCacheError: There is no command line tool `rez-pkg-cache` to start.
        """
        from rez_next.objects.package_cache.pending import add_variants

        add_variants(self, variants, package_cache_async)

    def get_variants(self) -> list[tuple[Variant, str, int]]:
        """What is in the cache.

        Returns:
            For each variant: the variant, the folder of its copy or an empty string, and one of
            `VARIANT_FOUND`, `VARIANT_COPYING`, `VARIANT_COPY_STALLED`, `VARIANT_PENDING`.
        """
        from rez_next.objects.package_cache.pending import pending_handles
        from rez_next.objects.repository.repository import get_variant

        found: list[tuple[Variant, str, int]] = []
        seen: set[Variant] = set()
        for file in self._entries():
            data = _read_json(file)
            if data is None:
                continue
            variant = get_variant(data["handle"])
            status, root = self._get_cached_root(variant)
            if status != self.VARIANT_NOT_FOUND:
                found.append((variant, root, status))
                seen.add(variant)
        for _, handle in pending_handles(self._pending_dir):
            variant = get_variant(handle)
            if variant not in seen:
                found.append((variant, "", self.VARIANT_PENDING))
                seen.add(variant)
        return found

    def run_daemon(self) -> None:
        """Copy the variants that wait, in a process that goes on without this one.

        What `rez-pkg-cache --daemon` does.
        """
        if hasattr(os, "fork") and os.fork() > 0:
            # What the parent had open belongs to it; the child goes on alone.
            raise SystemExit(0)
        self._run_caching_operation(wait_for_copying=False)

    def clean(self, time_limit: float | None = None) -> None:
        """Remove what is not used any more.

        That is variants not used for the setting `package_cache_max_variant_days`, copies that
        have broken off, and what `remove_variant` put aside.

        Args:
            time_limit: Seconds after which to stop. With one, broken copies stay: a clean after
                each caching would only have them copied and broken again.
        """
        logger = self._init_logging()
        start = time.time()

        def late() -> bool:
            return time_limit is not None and time.time() - start > time_limit

        unused, stalled = self._removable(start)
        for variant in unused:
            if self.remove_variant(variant) == self.VARIANT_REMOVED:
                logger.info("Removed unused variant %s from cache", variant.uri)
            if late():
                return
        for variant in stalled if time_limit is None else ():
            if self.remove_variant(variant) == self.VARIANT_REMOVED:
                logger.info("Removed stalled variant %s from cache", variant.uri)
        for name in os.listdir(self._remove_dir):
            path = os.path.join(self._remove_dir, name)
            try:
                forceful_rmtree(path)
            except OSError as error:
                logger.warning("Could not delete %s: %s", path, error)
                continue
            logger.info("Deleted %s", path)
            if late():
                return

    def _removable(self, now: float) -> tuple[list[Variant], list[Variant]]:
        """The variants that nobody used for long, and those whose copies have broken off."""
        unused, stalled = [], []
        longest = config.package_cache_max_variant_days * _DAY  # 0 is for ever
        for variant, root, status in self.get_variants():
            if status == self.VARIANT_COPY_STALLED:
                stalled.append(variant)
            elif status == self.VARIANT_FOUND and longest:
                try:
                    used = os.stat(root + ".json").st_mtime
                except OSError:
                    continue  # another process is cleaning
                if int(now - used) > longest:
                    unused.append(variant)
        return unused, stalled

    def _payload_of(self, variant: Variant) -> str:
        root = getattr(variant, "root", None)
        if not root:
            message = "Not cached - variant is a type that does not have a root: %s"
            raise PackageCacheError(message % variant.uri)
        if not os.path.isdir(root):
            message = "Not cached - variant %s root does not appear on disk: %s"
            raise PackageCacheError(message % (variant.uri, root))
        return str(root)

    def _refuse_uncachable(self, variant: Variant, root: str) -> None:
        package = variant.parent
        if not package.is_cachable:
            raise PackageCacheError("Not cached - package is not cachable: %s" % package.uri)
        if variant.is_local and not config.package_cache_local:
            raise PackageCacheError("Not cached - package is local: %s" % package.uri)
        same_device = os.stat(self.path).st_dev == os.stat(root).st_dev
        if same_device and not config.package_cache_same_device:
            message = "Not cached - variant %s is on same device as cache: %s"
            raise PackageCacheError(message % (variant.uri, root))
        # Such a repository is made for the tests that run before a package is installed.
        resource = package.resource
        temporary = str(config.tmpdir) + os.sep
        if resource.repository_type == "filesystem" and resource.location.startswith(temporary):
            message = "Not cached - package is in temp repository %s@%s"
            raise PackageCacheError(message % (resource.repository_type, resource.location))

    def _wait_for_copy(self, variant: Variant, logger: logging.Logger | None) -> tuple[str, int]:
        """Wait for the end of another process's copy."""
        if logger:
            logger.info("Waiting for %s to finish copying", variant.qualified_name)
        status, root = self._get_cached_root(variant)
        while status == self.VARIANT_COPYING:
            time.sleep(self._COPYING_TIME_INC)
            status, root = self._get_cached_root(variant)
        if logger:
            say: Callable[..., None] = logger.warning
            if status == self.VARIANT_FOUND:
                say = logger.info
            say("%s %s", variant.qualified_name, self.STATUS_DESCRIPTIONS[status])
        return root, status

    def _run_caching_operation(self, wait_for_copying: bool = True) -> None:
        from rez_next.objects.package_cache.pending import copy_pending

        copy_pending(self, wait_for_copying)

    def _init_logging(self) -> logging.Logger:
        return logger_of(self._log_dir)

    def _lock(self) -> Any:
        return locked(os.path.join(self._sys_dir, ".lock"), self._FILELOCK_TIMEOUT)

    @property
    def _sys_dir(self) -> str:
        return os.path.join(self.path, ".sys")

    @property
    def _log_dir(self) -> str:
        return os.path.join(self.path, ".sys", "log")

    @property
    def _pending_dir(self) -> str:
        return os.path.join(self.path, ".sys", "pending")

    @property
    def _remove_dir(self) -> str:
        return os.path.join(self.path, ".sys", "to_delete")

    def _entries(self) -> Iterator[str]:
        """The files that say which variant lies beside them."""
        folders = [
            os.path.join(self.path, name)
            for name in safe_listdir(self.path)
            if not name.startswith(".")
        ]
        for _ in ("version", "hash"):
            folders = [os.path.join(at, name) for at in folders for name in safe_listdir(at)]
        for folder in folders:
            for name in safe_listdir(folder):
                if name.endswith(".json"):
                    yield os.path.join(folder, name)

    def _get_cached_root(self, variant: Variant) -> tuple[int, str]:
        """The status of a variant that is there, is being copied or was, and its folder."""
        folder = self._get_hash_path(variant)
        handle = variant.handle.to_dict()
        for name in safe_listdir(folder):
            if not name.endswith(".json"):
                continue
            data = _read_json(os.path.join(folder, name))
            if data is None or data.get("handle") != handle:
                continue
            own = name[: -len(".json")]
            copying = os.path.join(folder, ".copying-" + own)
            return self._status_of(copying), os.path.join(folder, own)
        return self.VARIANT_NOT_FOUND, ""

    def _status_of(self, copying: str) -> int:
        try:
            silent = time.time() - os.stat(copying).st_mtime
        except OSError:
            return self.VARIANT_FOUND
        stalled = silent > self._COPYING_TIME_MAX
        return self.VARIANT_COPY_STALLED if stalled else self.VARIANT_COPYING

    def _get_hash_path(self, variant: Variant) -> str:
        handle = variant.handle
        identity = (handle.key, tuple(sorted(handle.variables.items())))
        hashed = sha1(str(identity).encode("utf-8")).hexdigest()[:4]
        return os.path.join(self.path, variant.name, str(variant.version) or "_NO_VERSION", hashed)


class _SignOfLife:
    """Within it, the file's time is set again and again: who copies is still at work."""

    def __init__(self, file: str, interval: float) -> None:
        self._file = file
        self._interval = interval
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *error: object) -> None:
        self._end.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._end.wait(self._interval):
            try:
                os.utime(self._file)
            except OSError:
                return


def cache_of(context: ResolvedContext) -> PackageCache | None:
    """The cache that the settings name; None if its folder is not there, which is told once."""
    if not context.package_cache_present:
        return None
    try:
        return PackageCache(config.cache_packages_path)
    except PackageCacheError:
        from rez_next.objects.text.messages import print_warning

        folder = config.cache_packages_path
        print_warning("Package caching disabled (dir %s does not exist)", folder)
        type(context).package_cache_present = False
        return None


def _entry(variant: Variant) -> dict[str, Any]:
    entry: dict[str, Any] = {"handle": variant.handle.to_dict()}
    if variant.index is not None:
        entry["data"] = variant.parent.data["variants"][variant.index]  # for people to read
    return entry


def _files_below(folder: str, seen: set[tuple[int, int]]) -> Iterator[os.stat_result]:
    """What a folder's files are, links followed, each once; what cannot be read is left out."""
    waiting = [folder]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                found = list(entries)
        except (OSError, TypeError):
            continue
        for entry in found:
            try:
                status = entry.stat()
            except OSError:
                continue
            identity = (status.st_dev, status.st_ino)
            if identity in seen:
                continue
            seen.add(identity)
            if stat.S_ISREG(status.st_mode):
                yield status
            elif stat.S_ISDIR(status.st_mode):
                waiting.append(entry.path)


def _read_json(path: str) -> Any:
    """A file's data; None if it has gone."""
    try:
        with open(path, encoding="utf-8") as file:
            return json.load(file)
    except FileNotFoundError:
        return None


def _write_json(path: str, data: Any) -> None:
    with open(path, "w", encoding="utf-8") as file:
        json.dump(data, file)
