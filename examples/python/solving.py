"""Solving: limits, a result, and a failure that says what to do about it.

python examples/python/solving.py [REQUEST ...]
"""

import sys

import samples  # noqa: F401

import rez_next as rez

solver = rez.Solver()
config = rez.SolverConfig()
config.max_fails = 10
config.timeout = 30.0  # seconds
solver.set_config(config)


def solve(*requests):
    print("request:", *requests)
    try:
        context = solver.resolve(list(requests))
    except rez.ResolutionError as error:
        for conflict in error.conflicts:
            print("  conflict:", conflict)
        print("  " + str(error).partition("\n\n")[2].replace("\n", "\n  "))
        return
    for package in context.resolved_packages:
        print(f"  {package.name} {package.version}")
    print("  python is there because", *context.why("python").requests or ["others need it"])


if len(sys.argv) > 1:
    solve(*sys.argv[1:])
else:
    solve("python-3.9", "maya-2024", "nuke-13.2")
    solve("maya-2022", "usd-24")
