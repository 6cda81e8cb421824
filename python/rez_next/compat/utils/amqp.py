"""rez.utils.amqp: messages to a broker."""

from __future__ import annotations

from rez_next.objects.amqp import (
    on_exit,
    parse_host_and_port,
    publish_message,
    set_pika_log_level,
)
from rez_next.objects.config.config import config as config
from rez_next.objects.text.messages import print_debug as print_debug
from rez_next.objects.text.messages import print_error as print_error
from rez_next.objects.text.messages import print_warning as print_warning

__all__ = ["on_exit", "parse_host_and_port", "publish_message", "set_pika_log_level"]
