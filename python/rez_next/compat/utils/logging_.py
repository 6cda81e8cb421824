"""rez.utils.logging_: messages."""

from __future__ import annotations

from rez_next.objects.text.messages import (
    _Printer,
    get_critical_printer,
    get_debug_printer,
    get_error_printer,
    get_info_printer,
    get_warning_printer,
    log_duration,
    logger,
    print_critical,
    print_debug,
    print_error,
    print_info,
    print_warning,
    view_file_logs,
)

__all__ = [
    "_Printer",
    "get_critical_printer",
    "get_debug_printer",
    "get_error_printer",
    "get_info_printer",
    "get_warning_printer",
    "log_duration",
    "logger",
    "print_critical",
    "print_debug",
    "print_error",
    "print_info",
    "print_warning",
    "view_file_logs",
]
