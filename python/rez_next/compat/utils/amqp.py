"""rez.utils.amqp: messages to a broker. The same module: what tools replace in it counts."""

from __future__ import annotations

import sys

import rez_next.objects.amqp

sys.modules[__name__] = rez_next.objects.amqp
