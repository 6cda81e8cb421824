"""rez.rezconfig: every setting of rez, with its default.

A configuration of one's own is a file like this one, with the settings that are to be otherwise.
"""

from __future__ import annotations

from rez_next.objects.config.files import DEFAULTS

globals().update(DEFAULTS, plugins={})
