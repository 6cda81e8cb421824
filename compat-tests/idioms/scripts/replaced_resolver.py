"""A tool that puts its own class where rez looks one up."""

import rez.resolved_context
from rez.packages import iter_packages
from rez.resolved_context import ResolvedContext
from rez.resolver import Resolver

calls = []


class Watching(Resolver):
    def solve(self):
        calls.append([str(r) for r in self.package_requests])
        return super().solve()


rez.resolved_context.Resolver = Watching
print(ResolvedContext(["python-3.10"]).success, calls)
rez.resolved_context.Resolver = Resolver
print(ResolvedContext(["python-3.9"]).success, len(calls))
print(len(list(iter_packages("python"))))
