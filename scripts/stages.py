"""The stages of ``run.py test``, from the quickest answer to the slowest."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Callable, Dict, List, Optional, Sequence

from browser import installed, unpack
from checkout import Checkout, Environment, SetupError, plain_environment
from pythons import other_pythons
from report import Report
from rez_next_build.node import BuildError

UNIT_TOOLS = ["pytest>=8.3", "hypothesis>=6.113"]


def check(checkout: Checkout, report: Report) -> None:
    """What can be said without running the program: types, style, layers, generated files."""
    node = checkout.node.environment()
    node_steps = {
        "types": ["typescript", "tsc", "--noEmit"],
        "lint": ["@biomejs/biome", "biome", "check", "."],
        "unused": ["knip", "knip"],
        "layers": [
            "dependency-cruiser", "depcruise", "src", "--config", ".dependency-cruiser.cjs",
        ],
    }  # fmt: skip
    for name, (package, program, *arguments) in node_steps.items():
        command = _node_program(checkout, package, program)
        report.check(f"check: TypeScript {name}", [*command, *arguments], node)
    generate = [str(checkout.node.executable), "scripts/generate-protocol.ts", "check"]
    report.check("check: generated protocol", generate, node)

    python_steps = {
        "lint": ["ruff", "check", "."],
        "format": ["ruff", "format", "--check", "."],
        "types": ["mypy"],
        "published types": ["mypy", "--config-file", "stubs/@tests/mypy.ini"],
        "stubs": ["mypy.stubtest", "rez_next", *_stub_test_options(checkout)],
    }
    for name, (module, *arguments) in python_steps.items():
        report.check(f"check: Python {name}", [checkout.python, "-m", module, *arguments])
    report.check("check: Python known types", [checkout.python, "scripts/known_types.py"])
    # import-linter has a command, but no module that could be run.
    layers = (
        "import sys; from importlinter.cli import lint_imports_command as main; sys.exit(main())"
    )
    report.check("check: Python layers", [checkout.python, "-c", layers])


def unit(checkout: Checkout, report: Report) -> None:
    """The engine's tests, and the shim's without an engine on every Python at hand."""
    vitest = _node_program(checkout, "vitest", "vitest")
    vitest += ["run", "--reporter=default", "--reporter=junit"]
    report.tests("unit: engine", vitest, "--outputFile.junit", checkout.node.environment())

    own, others = other_pythons(checkout.python)
    print(f"\nPython {own} is the main one; besides: {', '.join(others) or 'no other'}")
    _pytest(checkout, report, f"unit: shim on {own}", "test/shim")
    with ThreadPoolExecutor(2) as pool:
        prepared = {
            version: pool.submit(_prepare_python, checkout, version, python)
            for version, python in others.items()
        }
    for version, environment in prepared.items():
        name = f"unit: shim on {version}"
        try:
            python = environment.result()
        except SetupError as error:
            report.failure(name, str(error))
        else:
            _pytest(checkout, report, name, "test/shim", python)


def bridge(checkout: Checkout, report: Report) -> None:
    """The shim and the real engine together."""
    _pytest(checkout, report, "bridge", "test/bridge")


def pages(checkout: Checkout, report: Report) -> None:
    """The pages that are written, in a real browser."""
    try:
        program = installed() or unpack(checkout.build / "browser", checkout.node)
    except BuildError as error:
        report.skip("pages", f"no browser to be had, name one in REZ_NEXT_BROWSER: {error}")
        return
    environ = {**_test_environment(checkout), "REZ_NEXT_BROWSER": program}
    _pytest(checkout, report, "pages", "test/pages", environ=environ)


def docs(checkout: Checkout, report: Report) -> None:
    """The documentation: its site, in which a warning is an error, and all code that it shows."""
    checkout.prepare_docs()
    options = ["-W", "--keep-going", "-q", "docs", str(checkout.build / "site")]
    report.check("docs: site", [checkout.python, "-m", "sphinx", *options])
    _pytest(checkout, report, "docs: code blocks", "test/docs")


def compat(checkout: Checkout, report: Report) -> None:
    """Us beside rez, the engine's parts by themselves too: these need a Node to start them."""
    environ = {**_test_environment(checkout), "REZ_NEXT_NODE": str(checkout.node.executable)}
    _pytest(checkout, report, "compat", "compat-tests", environ=environ)


def bench(checkout: Checkout, report: Report) -> None:
    """The benchmarks' own tests, and whether a ratio against rez has fallen."""
    _pytest(checkout, report, "bench: the suite", "test/bench_suite")
    # Each benchmark once: that it works is tested, how fast it is says whoever asks for that.
    _pytest(checkout, report, "bench: pytest", "benchmarks", options=["--benchmark-disable"])
    report.check("bench: ratios against rez", [checkout.python, "-m", "bench", "guard"])


def wheel(checkout: Checkout, report: Report) -> None:
    """The wheel as a user gets it."""
    _pytest(checkout, report, "wheel", "test/wheel")


STAGES: Dict[str, Callable[[Checkout, Report], None]] = {
    stage.__name__: stage for stage in (check, unit, bridge, pages, bench, docs, compat, wheel)
}


def _stub_test_options(checkout: Checkout) -> List[str]:
    """Return what stubtest needs to compare the published stubs with the installed package.

    A module without a stub is an internal one, and no finding.
    """
    stubs = checkout.root / "stubs" / "rez_next"
    modules = checkout.root / "python" / "rez_next"
    without = []
    for module in sorted(modules.rglob("*.py")):
        path = module.relative_to(modules)
        if not (stubs / path.with_suffix(".pyi")).is_file():
            parts = [part for part in path.with_suffix("").parts if part != "__init__"]
            # stubtest itself passes over a name that begins with an underscore.
            if not parts[-1].startswith("_"):
                # Optional, for stubtest passes over some of them itself.
                without.append("(%s)?" % "\\.".join(["rez_next", *parts]))
    generated = checkout.build / "modules-without-stubs.txt"
    generated.write_text("\n".join(without) + "\n", "utf-8")
    options = ["--mypy-config-file", "stubs/@tests/mypy.ini", "--concise"]
    for allowlist in (checkout.root / "stubs" / "@tests" / "allowlist.txt", generated):
        options += ["--allowlist", str(allowlist)]
    return options


def _pytest(
    checkout: Checkout,
    report: Report,
    name: str,
    tests: str,
    python: str = "",
    environ: Optional[Dict[str, str]] = None,
    options: Sequence[str] = (),
) -> None:
    command = [python or checkout.python, "-m", "pytest", "-q", *options, tests]
    report.tests(name, command, "--junitxml", environ or _test_environment(checkout))


def _prepare_python(checkout: Checkout, version: str, python: str) -> str:
    """Make an environment with the wheel, but without Node: these tests start no engine."""
    environment = Environment(checkout.build / "pythons" / version, python)
    environment.create(checkout.build / f"virtualenv-{version}")
    environment.install("tools", " ".join(UNIT_TOOLS), UNIT_TOOLS)
    wheel_arguments = ["--force-reinstall", "--no-deps", str(checkout.wheel)]
    environment.install("wheel", checkout.wheel_stamp, wheel_arguments)
    return str(environment.python)


def _test_environment(checkout: Checkout) -> Dict[str, str]:
    environ = plain_environment()
    # Results are validated on top of requests, and the wheel stage finds what was built.
    environ["REZ_NEXT_CHECK_PROTOCOL"] = "1"
    environ["REZ_NEXT_TEST_WHEEL"] = str(checkout.wheel)
    return environ


def _node_program(checkout: Checkout, package: str, program: str) -> List[str]:
    """Return the command for a program of a package, started by the wheel's Node."""
    folder = checkout.root / "node_modules" / package
    programs = json.loads((folder / "package.json").read_text("utf-8"))["bin"]
    script = programs if isinstance(programs, str) else programs[program]
    return [str(checkout.node.executable), str((folder / script).resolve())]
