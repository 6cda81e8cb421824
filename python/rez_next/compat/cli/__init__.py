"""rez.cli: rez's command line.

It is a user of the API like any other: where rez-next stands for rez and rez is installed beside
it, its commands are the installed rez's own, at work with our modules. Without it there is `config`
alone, which tools run as a file.
"""

from __future__ import annotations

import os

from rez_next.switch import installed_rez, is_installed_as_rez

_rez = installed_rez() if is_installed_as_rez() else None
if _rez is not None:
    __path__.insert(0, os.path.join(_rez, "cli"))
