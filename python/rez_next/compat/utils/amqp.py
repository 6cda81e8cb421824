"""rez.utils.amqp: messages to a broker."""

from __future__ import annotations

from rez_next.objects.amqp import parse_host_and_port, publish_message, set_pika_log_level

__all__ = ["parse_host_and_port", "publish_message", "set_pika_log_level"]
