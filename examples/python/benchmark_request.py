"""Resolve one of rez's own benchmark requests, beside rez itself.

    python examples/python/benchmark_request.py           request 0
    python examples/python/benchmark_request.py 17        request 17 of 188
    python examples/python/benchmark_request.py 17 --without-rez

rez ships 18,226 packages of a real studio, renamed, and 188 requests made there. They are taken
from the installed rez (pip install rez==3.4.0) and unpacked once into the user's cache folder.
"""

import argparse
import importlib.util
import json
import os
import subprocess
import sys
import tarfile
import tempfile
import time
from pathlib import Path


def benchmark_data():
    """Return the folder of packages and the list of requests, unpacking them when needed."""
    rez = importlib.util.find_spec("rez")
    if rez is None:
        sys.exit("the benchmark data comes with rez: pip install rez==3.4.0")
    data = Path(rez.origin).parent / "data" / "benchmarking"
    requests = json.loads((data / "requests.json").read_text("utf-8"))

    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "rez-next"
    target = cache / "benchmark-packages-3.4.0"
    if not target.is_dir():
        cache.mkdir(parents=True, exist_ok=True)
        print(f"unpacking rez's benchmark packages into {target}", file=sys.stderr)
        # Unpacked aside and renamed: a run that is interrupted leaves no half repository behind.
        with tempfile.TemporaryDirectory(dir=str(cache)) as aside:
            with tarfile.open(str(data / "packages.tar.gz")) as archive:
                archive.extractall(aside)
            (Path(aside) / "packages").rename(target)
    return target, requests


def describe(context):
    """Return what was resolved, each package as name/version[variant]."""
    if not context.success:
        return [context.failure_description]
    return [
        f"{v.name}/{v.version}[{'' if v.index is None else v.index}]"
        for v in context.resolved_packages
    ]


def resolve(implementation, packages, request):
    """Resolve with ``rez`` or ``rez_next``; return the lines to show and the seconds it took."""
    started = time.perf_counter()
    if implementation == "rez":
        from rez.resolved_context import ResolvedContext
    else:
        from rez_next.compat.resolved_context import ResolvedContext
    context = ResolvedContext(request, package_paths=[str(packages)], add_implicit_packages=False)
    return describe(context), time.perf_counter() - started


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("number", type=int, nargs="?", default=0, help="which request, from 0")
    parser.add_argument("--without-rez", action="store_true", help="do not run rez beside")
    parser.add_argument("--only", help=argparse.SUPPRESS)
    options = parser.parse_args()

    packages, requests = benchmark_data()
    if not 0 <= options.number < len(requests):
        parser.error(f"there are requests 0 to {len(requests) - 1}")
    request = requests[options.number]
    if options.only:
        print(json.dumps(resolve(options.only, packages, request)))
        return 0

    print(f"request {options.number}: {' '.join(request)}")
    ours, seconds = resolve("rez_next", packages, request)
    if options.without_rez:
        print("\n".join(f"  {line}" for line in ours))
        print(f"{len(ours)} packages in {seconds:.2f} s")
        return 0

    # rez in a process of its own: neither may warm the other up.
    command = [sys.executable, __file__, str(options.number), "--only", "rez"]
    answer = subprocess.run(command, stdout=subprocess.PIPE, check=True, encoding="utf-8")
    theirs, rez_seconds = json.loads(answer.stdout)
    width = max(map(len, ["rez-next", *ours]))
    print(f"  {'rez-next':<{width}}   rez")
    for i in range(max(len(ours), len(theirs))):
        left = ours[i] if i < len(ours) else ""
        right = theirs[i] if i < len(theirs) else ""
        print(f"{' ' if left == right else '!'} {left:<{width}}   {right}")
    same = "the same" if ours == theirs else "NOT the same"
    print(f"{same}; rez-next {seconds:.2f} s, rez {rez_seconds:.2f} s, both from a cold start")
    return 0 if ours == theirs else 1


if __name__ == "__main__":
    sys.exit(main())
