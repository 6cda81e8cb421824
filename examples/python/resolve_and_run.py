"""Resolve a request against the sample packages, look at the result and run tools in it.

    python examples/python/resolve_and_run.py
    python examples/python/resolve_and_run.py maya-2024 nuke

The packages are in examples/packages; REZ_PACKAGES_PATH, when set, names others.
"""

import os
import sys
from pathlib import Path

PACKAGES = Path(__file__).resolve().parents[1] / "packages"
os.environ.setdefault("REZ_PACKAGES_PATH", str(PACKAGES))
# The sample `python` package has no interpreter of its own: it hands over to this one.
os.environ.setdefault("EXAMPLE_PYTHON", sys.executable)

import rez_next as rez  # noqa: E402  (the settings above come first)


def main(requests):
    print(f"rez-next {rez.__version__}")

    title("Versions")
    version = rez.Version("2.1.0-beta.1+build.123")
    print(f"{version}: {version.major=!s} {version.prerelease=} {version.build=}")
    print("1.5.0 in >=1.0.0,<2.0.0:", rez.Version("1.5.0") in rez.VersionRange(">=1.0.0,<2.0.0"))

    title("Resolve " + " ".join(requests))
    context = rez.ResolvedContext(requests)
    if not context.success:
        print(context.failure_description)
        return 1
    for variant in context.resolved_packages:
        print(f"  {variant.name:<14} {variant.version!s:<10} {variant.root}")

    title("Some of its environment")
    environ = context.get_environ()
    for name in sorted(environ):
        if name.startswith(("MAYA_", "MY_TOOL_", "PIPELINE_", "NUKE_", "USD_")):
            print(f"  {name}={environ[name]}")

    title("A command in it")
    sys.stdout.flush()
    if "my_tool" in [variant.name for variant in context.resolved_packages]:
        exit_code = context.execute_command(["my_tool"]).wait()
    else:
        command = ["python", "-c", "print('Hello from rez-next!')"]
        exit_code = context.execute_command(command).wait()
    print("exit code", exit_code)

    title("A shell in it")
    result = context.execute_shell("echo $REZ_USED_RESOLVE")
    print(result.stdout.strip())

    title("A request that cannot be met")
    solver = rez.Solver()
    config = rez.SolverConfig()
    config.max_fails = 10
    config.timeout = 30.0
    solver.set_config(config)
    try:
        solver.resolve(["maya-2024", "usd-24"])
    except rez.ResolutionError as error:
        print(error)
        for conflict in error.conflicts:
            print("  conflict:", conflict)
    return exit_code


def title(text):
    print(f"\n{text}\n{'-' * len(text)}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or ["maya-2024", "usd", "my_tool"]))
