"""Before a studio switches: ask rez and rez-next the same requests, and say what differs.

    python examples/python/compare_requests.py requests.txt

Each line of the file is a request, such as `maya-2024 usd-23+`. rez has to be installed beside
rez-next; each is asked in a process of its own. The exit code is 1 if any answer differs.
`python -m rez_next compare` does the same for tools as they run, and for saved contexts.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

import samples  # noqa: F401

# Run under both: the code is the same, as it is in a tool that is to be switched.
ASK = """
import json, sys, time
if sys.argv[1] == "rez-next":
    import rez_next
    rez_next.install_as_rez()
from rez.exceptions import RezError
from rez.resolved_context import ResolvedContext

for line in sys.stdin:
    started = time.perf_counter()
    try:
        context = ResolvedContext(line.split())
        packages = [v.qualified_name for v in context.resolved_packages or []]
        answer = [context.status.name, packages]
    except RezError as error:
        answer = [type(error).__name__, []]
    print(json.dumps([answer, time.perf_counter() - started]))
"""


def answers(who, requests):
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", ASK, who],
        input="\n".join(requests),
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return [answer for answer, _ in lines], time.perf_counter() - started


def main():
    requests = [line.strip() for line in Path(sys.argv[1]).read_text("utf-8").splitlines()]
    requests = [line for line in requests if line and not line.startswith("#")]
    of_rez, seconds_of_rez = answers("rez", requests)
    of_next, seconds_of_next = answers("rez-next", requests)
    differing = 0
    for request, rez_says, next_says in zip(requests, of_rez, of_next):
        if rez_says != next_says:
            differing += 1
            print(f"{request}\n  rez:      {rez_says}\n  rez-next: {next_says}")
    print(f"{len(requests) - differing} of {len(requests)} answers are the same")
    print(f"rez took {seconds_of_rez:.1f} s, rez-next {seconds_of_next:.1f} s")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
