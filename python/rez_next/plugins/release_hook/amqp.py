"""Tells a message broker."""

from __future__ import annotations

from rez_next.objects.releasing.amqp import AmqpReleaseHook

__all__ = ["AmqpReleaseHook", "register_plugin"]


def register_plugin() -> type[AmqpReleaseHook]:
    """The plugin's class."""
    return AmqpReleaseHook
