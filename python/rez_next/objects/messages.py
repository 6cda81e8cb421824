"""Messages of the package manager, through the logger that rez gives its own."""

from __future__ import annotations

import logging

logger = logging.getLogger("rez.utils.logging_")

print_debug = logger.debug
print_info = logger.info
print_warning = logger.warning
print_error = logger.error
print_critical = logger.critical
