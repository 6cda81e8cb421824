"""Importing rez sets up its logger, which tools reach for."""

import logging

from rez.utils import logging_
from rez.utils.logging_ import logger, print_debug, print_error, print_info, print_warning

print(logger.name, logging.getLogger("rez").propagate, len(logging.getLogger("rez").handlers))
logger.setLevel(logging.WARNING)
print_info("not shown %s", "here")
print_warning("shown on stderr")
print(callable(print_debug), callable(print_error), logging_.logger is logger)
