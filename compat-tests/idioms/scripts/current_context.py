"""A tool in an environment finds its context again."""

import os
import sys

from rez.resolved_context import ResolvedContext
from rez.status import status

print(ResolvedContext.get_current())
context = ResolvedContext(["my_tool", "python-3.10"])
path = os.path.join(sys.argv[2], "context.rxt")
context.save(path)
os.environ["REZ_RXT_FILE"] = path
current = ResolvedContext.get_current()
print(current == context, current.load_path == path)
print([str(r) for r in current.requested_packages()])
print([p.qualified_name for p in current.resolved_packages])
print(status.context is not None)
