"""A context applied to the running Python."""

import os
import sys

from rez.resolved_context import ResolvedContext

before = dict(os.environ)
context = ResolvedContext(["pipeline_core", "python-3.10"])
context.apply()
print(os.environ["REZ_USED_RESOLVE"], os.environ["REZ_PYTHON_VERSION"])
changed = {k for k in os.environ if os.environ[k] != before.get(k)}
print(sorted(k for k in changed if not k.startswith("REZ_")))
print([os.path.relpath(p, sys.argv[1]) for p in sys.path if p.startswith(sys.argv[1])])
