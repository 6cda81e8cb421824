"""rez.config: the settings, which are defined in `rez_next.objects.config.config`; the same module.

Tools, and rez's own tests, replace names in this module and expect that it makes a difference.
"""

from __future__ import annotations

import sys

import rez_next.objects.config.config

sys.modules[__name__] = rez_next.objects.config.config
