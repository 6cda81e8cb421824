"""The log of a package cache: a file for each day in the cache itself, and the terminal."""

from __future__ import annotations

import logging
import os
import time

from rez_next.objects.config.config import config
from rez_next.objects.files.filesystem import safe_remove

_DAY = 24 * 3600


def logger_of(folder: str) -> logging.Logger:
    """The logger `rez-pkg-cache`, which writes to the folder's file of today.

    The variable `REZ_LOGGING_CONF` names a file of Python's logging that says otherwise. Files
    older than the setting `package_cache_log_days` are removed.
    """
    logger = logging.getLogger("rez-pkg-cache")
    described = os.environ.get("REZ_LOGGING_CONF")
    if described:
        from logging.config import fileConfig

        fileConfig(described, disable_existing_loggers=False)
        return logger
    logger.setLevel(logging.INFO)
    logger.propagate = False
    file = os.path.abspath(os.path.join(folder, time.strftime("%Y-%m-%d.log")))
    if not any(getattr(handler, "baseFilename", None) == file for handler in logger.handlers):
        _start(logger, file)
    _remove_old(folder, logger)
    return logger


def _start(logger: logging.Logger, file: str) -> None:
    for old in [handler for handler in logger.handlers if handler.get_name() == _NAME]:
        logger.removeHandler(old)
        old.close()
    form = logging.Formatter("%(name)s %(asctime)s PID-%(process)d %(levelname)s %(message)s")
    for handler in (logging.FileHandler(file, delay=True), logging.StreamHandler()):
        handler.set_name(_NAME)
        handler.setFormatter(form)
        logger.addHandler(handler)


# Which handlers are ours: a cache opened later in this process writes to its own file.
_NAME = "rez-next-package-cache"


def _remove_old(folder: str, logger: logging.Logger) -> None:
    try:
        for name in os.listdir(folder):
            path = os.path.join(folder, name)
            age = time.time() - os.stat(path).st_ctime
            if age > config.package_cache_log_days * _DAY:
                safe_remove(path)
    except OSError:
        logger.exception("Failed to delete old logfiles")
