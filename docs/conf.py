"""How the documentation is built: `sphinx-build -W docs build/site`.

Sphinx, Furo and MyST, since all three are kept well and ask nothing of the network: pages need no
font or script from elsewhere. The pages are Markdown that reads as well in the repository.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_extensions"))

import rez_next

project = "rez-next for Python"
version = release = rez_next.__version__
extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "made_pages",
    "stub_signatures",
]
exclude_patterns = ["_extensions"]

html_theme = "furo"
html_title = project
html_copy_source = False
html_show_copyright = False

myst_heading_anchors = 3
myst_enable_extensions = ["colon_fence", "deflist"]

# What docstrings put between single backquotes.
default_role = "code"

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_default_options = {"members": True, "inherited-members": True}
napoleon_google_docstring = True
napoleon_use_ivar = True
napoleon_numpy_docstring = False
