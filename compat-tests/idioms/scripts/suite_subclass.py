"""A suite with several contexts, saved and loaded; a subclass that looks into it."""

import os
import sys

from rez.resolved_context import ResolvedContext
from rez.suite import Suite, SuiteError


class Sweet(Suite):
    def names(self):
        return sorted((c["name"], c["priority"]) for c in self.contexts.values())


suite = Sweet()
suite.add_context("maya", ResolvedContext(["maya-2024"]))
suite.add_context("tool", ResolvedContext(["my_tool"]))
suite.set_context_prefix("maya", "m_")
suite.alias_tool("tool", sorted(suite.context("tool").get_tools())[0], "mine")
suite.bump_context("maya")
print(suite.names(), suite.next_priority, suite.context_names)
print({k: (v["context_name"], v["tool_name"]) for k, v in sorted(suite.get_tools().items())})
try:
    suite.add_context("maya", ResolvedContext(["maya-2024"]))
except SuiteError as error:
    print(type(error).__name__, error)
path = os.path.join(sys.argv[2], "suite")
suite.save(path)
print(sorted(os.listdir(path)), sorted(os.listdir(os.path.join(path, "bin"))))
loaded = Suite.load(path)
print(loaded.context_names, sorted(loaded.get_tools()), loaded.load_path == path)
print(Suite.visible_suite_paths([os.path.join(path, "bin")]) == [path])
print(loaded.get_tool_context("mine"), sorted(loaded.get_hidden_tools()))
