"""Packages that are changed while a solve loads them."""

from functools import partial

from rez.packages import Variant
from rez.resolved_context import ResolvedContext
from rez.solver import SolverCallbackReturn

loaded = []


def only_first(package):
    variants = list(type(package).iter_variants(package))
    yield from variants[:1]


def on_load(package):
    loaded.append(package.qualified_name)
    if package.name == "usd":
        package.iter_variants = partial(only_first, package)


context = ResolvedContext(["usd-23"], package_load_callback=on_load)
print(context.success, [v.qualified_name for v in context.resolved_packages])
print(len(loaded) > 0, all(isinstance(v, Variant) for v in context.resolved_packages))


def on_step(state):
    return SolverCallbackReturn.abort, "not today"


stopped = ResolvedContext(["maya"], callback=on_step)
print(stopped.status.name, stopped.failure_description)
