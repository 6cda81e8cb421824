"""A tool's own class of contexts, with its own way to load."""

import os
import sys

from rez.resolved_context import ResolvedContext


class RollingContext(ResolvedContext):
    def __init__(self, requests, *args, **kwargs):
        self.rolled = 0
        super().__init__(requests, *args, **kwargs)

    @classmethod
    def from_dict(cls, d, identifier_str=None):
        found = super().from_dict(d, identifier_str)
        made = cls.__new__(cls)
        made.__dict__.update(found.__dict__)
        made.rolled = 1
        return made

    def get_tools(self, request_only=False):
        self.rolled += 10
        return super().get_tools(request_only)

    def names(self):
        return [p.name for p in self.resolved_packages]


context = RollingContext(["my_tool", "maya-2024"])
print(type(context).__name__, context.names(), sorted(context.get_tools()), context.rolled)
path = os.path.join(sys.argv[2], "r.rxt")
context.save(path)
loaded = RollingContext.load(path)
print(type(loaded).__name__, loaded.names(), loaded.rolled)
broken = RollingContext.__new__(RollingContext)
broken.failure_description = "made by hand"
print(broken.failure_description)
