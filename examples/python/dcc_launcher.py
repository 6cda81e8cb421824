"""Launch a DCC with the packages that a shot needs.

    python examples/python/dcc_launcher.py maya-2024 --with my_tool --run my_tool
    python examples/python/dcc_launcher.py maya-2024 --list

What is launched gets the packages' environment on top of a small one, not on top of whatever the
launcher was started from: a launcher that is itself in a DCC must not hand its libraries on.
"""

import argparse
import os
import sys

import samples  # noqa: F401

import rez_next as rez

KEPT = ("HOME", "USER", "LANG", "DISPLAY", "TMPDIR", "PATH", "SYSTEMROOT", "EXAMPLE_PYTHON")


def main():
    parser = argparse.ArgumentParser(description="Launch a DCC.")
    parser.add_argument("dcc", help="its package, such as maya-2024")
    parser.add_argument("--with", dest="extras", nargs="*", default=[], help="further packages")
    parser.add_argument("--run", help="what to run; the DCC's first tool by default")
    parser.add_argument("--list", action="store_true", help="say what there is to run")
    options, arguments = parser.parse_known_args()

    context = rez.ResolvedContext([options.dcc, *options.extras])
    if not context.success:
        print(context.explain(), file=sys.stderr)
        return 1
    tools = {name: sorted(tools) for name, (_, tools) in context.get_tools().items()}
    if options.list:
        for name in sorted(tools):
            print(f"{name}: {', '.join(tools[name])}")
        return 0
    dcc = rez.Requirement(options.dcc).name
    program = options.run or next(iter(tools.get(dcc, [])), dcc)
    clean = {name: os.environ[name] for name in KEPT if name in os.environ}
    packages = [variant.qualified_package_name for variant in context.resolved_packages]
    print("launching", program, "with", *packages)
    sys.stdout.flush()
    return context.execute_command([program, *arguments], parent_environ=clean).wait()


if __name__ == "__main__":
    sys.exit(main())
