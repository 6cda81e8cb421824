"""Variants that wait to be copied into a package cache: a file each, in its folder `pending`.

Whoever resolves writes them; the process that copies, of rez or of ours, takes them one by one.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import time
from uuid import uuid4

from rez_next.exceptions import PackageCacheError
from rez_next.objects.config.config import config
from rez_next.objects.files.filesystem import safe_remove
from rez_next.objects.system.system import system
from rez_next.objects.text.messages import print_warning

TYPE_CHECKING = False
if TYPE_CHECKING:
    import logging
    from collections.abc import Iterable, Iterator
    from typing import Any

    from rez_next.objects.package.package import Variant
    from rez_next.objects.package_cache.cache import PackageCache


def add_variants(cache: PackageCache, variants: Iterable[Variant], asynchronous: bool) -> None:
    """Have variants copied; see `PackageCache.add_variants`."""
    if not system.is_production_rez_install:
        raise PackageCacheError(
            "PackageCache.add_variants is only supported in a production rez installation."
        )
    wanted = {cache.VARIANT_NOT_FOUND}
    if not asynchronous:
        wanted |= {cache.VARIANT_COPYING, cache.VARIANT_COPY_STALLED}
    chosen = [
        variant
        for variant in variants
        if variant.parent.is_cachable and cache._get_cached_root(variant)[0] in wanted
    ]
    if not chosen and config.package_cache_clean_limit < 0:
        return
    _put_down(cache._pending_dir, chosen)
    if asynchronous:
        start_daemon(cache.path)
    else:
        cache._run_caching_operation(wait_for_copying=True)


def start_daemon(path: str) -> subprocess.Popen[bytes] | None:
    """Start the process that copies what waits in the cache at `path`; None if it cannot be."""
    apart: dict[str, Any] = {"start_new_session": True}
    if os.name == "nt":
        apart = {"creationflags": 0x200}  # CREATE_NEW_PROCESS_GROUP
    args = [os.path.join(str(system.rez_bin_path), "rez-pkg-cache"), "--daemon", path]
    output = None if system.selftest_is_running else subprocess.DEVNULL
    try:
        return subprocess.Popen(args, stdout=output, stderr=output, **apart)
    except OSError as error:
        message = "Failed to start package caching daemon (command: %s): %s"
        print_warning(message, " ".join(args), error)
        return None


def pending_handles(folder: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The files in the folder and the handles in them; those that just go are left out."""
    for name in os.listdir(folder):
        try:
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                yield name, json.load(file)
        except (OSError, ValueError):
            continue


def copy_pending(cache: PackageCache, wait_for_copying: bool) -> None:
    """Copy what waits, until nothing does or the disk is full, and clean up a little."""
    logger = cache._init_logging()
    others: set[str] = set()
    try:
        while _copy_one(cache, logger, others, wait_for_copying):
            pass
    except Exception:
        logger.exception("An error occurred while adding variants to the cache")
        raise
    if config.package_cache_clean_limit > 0:
        try:
            cache.clean(time_limit=config.package_cache_clean_limit)
        except Exception:
            logger.exception("An error occurred while cleaning the cache")


def _put_down(folder: str, variants: list[Variant]) -> None:
    waiting = list(pending_handles(folder))
    for variant in variants:
        prefix = variant.parent.qualified_name + "-"
        handle = variant.handle.to_dict()
        if any(name.startswith(prefix) and other == handle for name, other in waiting):
            continue
        # Two processes may put down the same variant: each has a file of its own.
        path = os.path.join(folder, prefix + uuid4().hex + ".json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(handle, file)


def _copy_one(
    cache: PackageCache, logger: logging.Logger, others: set[str], wait_for_copying: bool
) -> bool:
    """Copy one variant, or find that it is not to be; False if there is nothing more to do.

    Args:
        cache: The cache.
        logger: Is told.
        others: The files of variants that other processes are copying; added to.
        wait_for_copying: Wait for the end of those.
    """
    if cache.cache_near_full():
        buffer = config.package_cache_space_buffer / 1024**2
        logger.info(
            "Cache storage has reached the configured threshold of %.2fMB, caching will now stop.",
            buffer,
        )
        return False
    names = set(os.listdir(cache._pending_dir))
    if not wait_for_copying:
        names -= others
    if not names:
        return False
    # Several processes at work meet less often when each takes any.
    name = random.choice(sorted(names))
    file = os.path.join(cache._pending_dir, name)
    try:
        with open(file, encoding="utf-8") as stream:
            handle = json.load(stream)
    except FileNotFoundError:
        return True  # another process was faster
    if _copy_variant(cache, logger, handle, wait_for_copying) == cache.VARIANT_COPYING:
        others.add(name)  # whoever copies it removes the file
    else:
        safe_remove(file)
    return True


def _copy_variant(
    cache: PackageCache, logger: logging.Logger, handle: dict[str, Any], wait_for_copying: bool
) -> int | None:
    """Copy the variant and return its status, or None if it cannot or should not be copied."""
    from rez_next.objects.repository.repository import get_variant

    variant = get_variant(handle)
    if not cache.variant_meets_space_requirements(str(variant.root)):
        message = "Variant %s is too big to be cached due to remaining cache space."
        logger.info(message, variant.root)
        return None
    logger.info("Started caching of variant %s...", variant.uri)
    start = time.time()
    try:
        root, status = cache.add_variant(variant, wait_for_copying=wait_for_copying, logger=logger)
    except PackageCacheError as error:
        logger.warning(str(error))
        return None
    except Exception:
        # Such as a file that may not be read. The copy counts as broken off in a few seconds.
        logger.exception("Failed to add variant to the cache")
        return None
    if status == cache.VARIANT_FOUND:
        logger.info("Variant was already cached at %s", root)
    elif status == cache.VARIANT_COPYING:
        logger.info("Variant is already being copied to %s", root)
    elif status == cache.VARIANT_COPY_STALLED:
        logger.info("Variant is stalled copying to %s", root)
    elif status == cache.VARIANT_CREATED:
        logger.info("Cached variant to %s in %g seconds", root, time.time() - start)
    return status
