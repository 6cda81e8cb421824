"""rez.tests: rez's own tests and what they share, which plugins' tests use, too.

They are the installed rez's, at work with our modules, as its command line is.
"""

from __future__ import annotations

import os

from rez_next.switch import installed_rez, is_installed_as_rez

_rez = installed_rez() if is_installed_as_rez() else None
if _rez is not None:
    __path__.insert(0, os.path.join(_rez, "tests"))
