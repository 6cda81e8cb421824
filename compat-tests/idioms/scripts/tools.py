"""Tools of a context, and where programs are found."""

import os

from rez.resolved_context import ResolvedContext

context = ResolvedContext(["maya", "my_tool", "houdini"])
print({k: (v.qualified_name, sorted(t)) for k, (v, t) in sorted(context.get_tools().items())})
print({k: sorted(v.name for v in vs) for k, vs in context.get_conflicting_tools().items()})
print(sorted(v.name for v in context.get_tool_variants("maya")))
print(context.get_resolved_package("maya").qualified_name, context.get_resolved_package("none"))
context.append_sys_path = False
print(context.which("surely-not-a-program", parent_environ={}))
print(os.path.basename(context.which("sh", parent_environ={"PATH": os.defpath}) or "none"))
print(context.has_graph, context.validate() or "valid")
