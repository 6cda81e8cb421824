"""Messages of the package manager, through the logger that rez gives its own.

rez sets the logger `rez` up when it is imported, and tools count on that; here it is set up with
the first module that has something to say, since logging costs more to import than all else.
"""

from __future__ import annotations

import logging
import os
import sys
from contextlib import contextmanager

from rez_next.objects.text import printer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, Callable

    _StreamHandler = logging.StreamHandler[Any]
else:
    _StreamHandler = logging.StreamHandler

logger = logging.getLogger("rez.utils.logging_")


def print_debug(msg: Any, *nargs: Any) -> None:
    """Tell a developer."""
    logger.debug(msg, *nargs)


def print_info(msg: Any, *nargs: Any) -> None:
    """Tell what is done."""
    logger.info(msg, *nargs)


def print_warning(msg: Any, *nargs: Any) -> None:
    """Tell what may be wrong."""
    logger.warning(msg, *nargs)


def print_error(msg: Any, *nargs: Any) -> None:
    """Tell what failed."""
    logger.error(msg, *nargs)


def print_critical(msg: Any, *nargs: Any) -> None:
    """Tell what must not be missed."""
    logger.critical(msg, *nargs)


class _Printer:
    """Tells things in one way, or nothing at all; true if it tells."""

    def __init__(
        self, enabled: bool = True, printer_function: Callable[[Any], None] | None = None
    ) -> None:
        self.printer_function = printer_function if enabled else None

    def __call__(self, msg: Any, *nargs: Any) -> None:
        if self.printer_function:
            self.printer_function(msg % nargs if nargs else msg)

    def __bool__(self) -> bool:
        return bool(self.printer_function)


def get_debug_printer(enabled: bool = True) -> _Printer:
    """What tells a developer, if enabled."""
    return _Printer(enabled, logger.debug)


def get_info_printer(enabled: bool = True) -> _Printer:
    """What tells what is done, if enabled."""
    return _Printer(enabled, logger.info)


def get_warning_printer(enabled: bool = True) -> _Printer:
    """What tells what may be wrong, if enabled."""
    return _Printer(enabled, logger.warning)


def get_error_printer(enabled: bool = True) -> _Printer:
    """What tells what failed, if enabled."""
    return _Printer(enabled, logger.error)


def get_critical_printer(enabled: bool = True) -> _Printer:
    """What tells what must not be missed, if enabled."""
    return _Printer(enabled, logger.critical)


@contextmanager
def log_duration(printer: Callable[..., None], msg: str) -> Iterator[None]:
    """Tell how long the body took: `printer(msg, seconds)`."""
    from time import time

    started = time()
    yield None
    printer(msg, str(time() - started))


def view_file_logs(globbed_path: str, loglevel_index: int | None = None) -> None:
    """Print log files, oldest first.

    Args:
        globbed_path: The files, such as `/foo/logs/*.log`.
        loglevel_index: Which word of a line is the level, for its colour; None is no colours.
    """
    from glob import glob

    paths = sorted(glob(globbed_path), key=lambda path: os.stat(path).st_ctime)
    if not paths:
        print("No logs.", file=sys.stderr)
    styles = {"DEBUG": printer.debug, "INFO": printer.info, "WARNING": printer.warning}
    styles["ERROR"] = printer.error
    say, style = printer.Printer(), None
    for path in paths:
        with open(path, encoding="utf-8", errors="replace") as file:
            for line in file:
                words = line.split()
                if loglevel_index and len(words) > loglevel_index:
                    # Lines that go on with a message have its colour.
                    style = styles.get(words[loglevel_index], style)
                say(line.rstrip(), style)


class ColorizedStreamHandler(_StreamHandler):
    """Writes messages in the colours of their level, if the stream is a terminal."""

    STYLES = {  # noqa: RUF012 - rez's name, changed by nobody
        50: printer.critical,
        40: printer.error,
        30: printer.warning,
        20: printer.info,
        10: printer.debug,
        0: printer.notset,
    }

    def __init__(self, stream: Any = None) -> None:
        super().__init__(stream)

    @property
    def is_tty(self) -> bool:
        """True if the stream is a terminal."""
        return printer.stream_is_tty(self.stream)

    @property
    def is_colorized(self) -> bool:
        """True if messages are written in colours."""
        from rez_next.objects.config.config import config

        return config.get("color_enabled", False) == "force" or self.is_tty

    def emit(self, record: logging.LogRecord) -> None:
        """Write a message."""
        try:
            text = self.format(record)
            if self.is_colorized:
                text = self.STYLES.get(record.levelno, printer.notset)(text)
            self.stream.write(text + self.terminator)
            self.flush()
        except (KeyboardInterrupt, SystemExit):
            raise
        except Exception:
            self.handleError(record)


def init_logging() -> None:
    """Set the logger `rez` up: by the file REZ_LOGGING_CONF names, or to write to stderr."""
    configuration = os.environ.get("REZ_LOGGING_CONF")
    if configuration:
        from logging.config import fileConfig

        fileConfig(configuration, disable_existing_loggers=False)
        return
    handler = ColorizedStreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)-8s %(message)s", "%X"))
    rez = logging.getLogger("rez")
    rez.propagate = False
    rez.setLevel(logging.DEBUG)
    rez.addHandler(handler)


# The installed rez, in the same process, has set it up already.
if not logging.getLogger("rez").handlers:
    init_logging()
