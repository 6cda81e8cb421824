"""A caller that wants the environment alone, and merges it by itself."""

import json

from rez.resolved_context import ResolvedContext

context = ResolvedContext(["maya-2024", "usd", "pipeline_core"])
for parent in ({}, {"PATH": "/usr/bin", "PYTHONPATH": "/mine", "OTHER": "kept away"}):
    environ = context.get_environ(parent_environ=parent)
    for name in ("REZ_TIMESTAMP", "REZ_USED", "REZ_USED_VERSION", "REZ_USED_TIMESTAMP"):
        environ.pop(name, None)
    print(json.dumps(environ, indent=1, sort_keys=True))
