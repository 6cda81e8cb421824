"""Contexts as files and as data, read back and compared."""

import json
import os
import sys

from rez.resolved_context import ResolvedContext

context = ResolvedContext(["maya-2024", "!nuke", "~usd-23+"], timestamp=0, max_fails=5)
path = os.path.join(sys.argv[2], "a.rxt")
context.save(path)
with open(path) as stream:
    data = json.load(stream)
for key in ("timestamp", "created", "user", "host", "load_time", "solve_time", "rez_path", "graph"):
    data.pop(key)
print(json.dumps(data, indent=1, sort_keys=True))
loaded = ResolvedContext.load(path)
print(loaded == context, loaded != context, loaded.load_path == path, loaded.success)
again = ResolvedContext.from_dict(context.to_dict())
print(
    [p.qualified_name for p in again.resolved_packages], again.get_environ() == loaded.get_environ()
)
older = ResolvedContext(["maya-2023"])
difference = older.get_resolve_diff(context)
print({k: sorted(map(str, v)) for k, v in difference.items()})
print([str(r) for r in context.get_patched_request(["maya-2023"])])
print([str(r) for r in context.get_patched_request(["^maya", "houdini"])])
for path in ("missing.rxt", os.path.abspath(__file__)):
    try:
        ResolvedContext.load(path)
    except Exception as error:
        print(type(error).__name__)
