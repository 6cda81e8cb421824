"""A DCC's life: its threads, its forks, and its end in any state."""

from __future__ import annotations

import multiprocessing
import sys
import time

import pytest

from ..conftest import ends
from .conftest import Run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="closes handles as POSIX does")

# Eleven want one of ten places each: a search without an end in sight.
HARD = """
def hard(folder):
    def package(name, version, more=""):
        path = os.path.join(folder, name, str(version))
        os.makedirs(path)
        with open(os.path.join(path, "package.py"), "w") as file:
            file.write("name = %r\\nversion = '%s'\\n%s\\n" % (name, version, more))
    for hole in range(10):
        for pigeon in range(11):
            package("hole%d" % hole, pigeon)
    for pigeon in range(11):
        places = [["hole%d-%d" % (hole, pigeon)] for hole in range(10)]
        package("pigeon%d" % pigeon, 1, "variants = %r" % places)
    return ["pigeon%d" % number for number in range(11)]
"""

RESPONSIVE = (
    HARD
    + """
from concurrent.futures import ThreadPoolExecutor
import rez_next as rez
folder = os.environ["TMPDIR"]
request = hard(folder)
rez.ResolvedContext(["hole0"], package_paths=[folder])

def resolve():
    return rez.ResolvedContext(request, package_paths=[folder], time_limit=0.7)

def longest(work):
    "The longest time between two turns of the main thread."
    gap, done, before = 0.0, work(), time.perf_counter()
    while not done():
        time.sleep(0.002)
        now = time.perf_counter()
        gap, before = max(gap, now - before), now
    return gap

def idle():
    until = time.perf_counter() + 0.7
    return lambda: time.perf_counter() > until

statuses = []
with ThreadPoolExecutor(1) as pool:
    def working():
        future = pool.submit(resolve)
        future.add_done_callback(lambda done: statuses.append(done.result().status.name))
        return future.done
    gaps = [(longest(idle), longest(working)) for _ in range(3)]
tell({"statuses": statuses, "gaps": gaps})
"""
)


def test_the_main_thread_stays_responsive_while_another_resolves(run: Run) -> None:
    told = run(sys.executable, RESPONSIVE)
    assert told["statuses"] == ["aborted"] * 3
    # What the machine itself holds up, it holds up without us as well.
    best = min(working - max(0.0, idle - 0.01) for idle, working in told["gaps"])
    assert best < 0.05, told["gaps"]


CANCELLED = (
    HARD
    + """
from concurrent.futures import ThreadPoolExecutor
import rez_next as rez
from rez_next.solver import SolverCallbackReturn
folder = os.environ["TMPDIR"]
request = hard(folder)
resolving, unwanted = threading.Event(), threading.Event()

def step(state):
    resolving.set()
    if unwanted.is_set():
        return SolverCallbackReturn.abort, "not wanted any more"
    return SolverCallbackReturn.keep_going, ""

with ThreadPoolExecutor(1) as pool:
    future = pool.submit(rez.ResolvedContext, request, package_paths=[folder], callback=step)
    resolving.wait()
    unwanted.set()
    asked = time.perf_counter()
    context = future.result()
    tell({"status": context.status.name, "why": context.failure_description,
          "soon": time.perf_counter() - asked < 10})
"""
)


def test_a_resolve_on_another_thread_is_given_up(run: Run) -> None:
    told = run(sys.executable, CANCELLED)
    assert told["status"] == "aborted"
    assert "not wanted any more" in told["why"]
    assert told["soon"]


MULTIPROCESSING = """
import multiprocessing
import rez_next as rez

def resolve(context):
    again = rez.ResolvedContext(["maya-2024"], package_paths=[PACKAGES])
    pid = rez._engine.engine().call("engine/statistics", {})["pid"]
    return again, again == context, context.get_environ()["MAYA_VERSION"], pid

if __name__ == "__main__":
    context = rez.ResolvedContext(["maya-2024"], package_paths=[PACKAGES])
    mine = rez._engine.engine().call("engine/statistics", {})["pid"]
    with multiprocessing.get_context(%r).Pool(2) as pool:
        answers = pool.map(resolve, [context] * 4, chunksize=1)
    still = rez._engine.engine().call("engine/statistics", {})["pid"]
    tell({
        "equal": all(again == context and same for again, same, _, _ in answers),
        "versions": sorted({version for _, _, version, _ in answers}),
        "own engines": mine not in {pid for _, _, _, pid in answers},
        "mine lives": still == mine,
        "pids": [pid for _, _, _, pid in answers],
    })
"""


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_workers_of_every_start_method(run: Run, method: str) -> None:
    # The fork server's socket lies in the temporary folder, and may not have a long name.
    told = run(sys.executable, MULTIPROCESSING % method, handles=True, TMPDIR="/tmp")
    pids = told.pop("pids")
    expected = {"equal": True, "versions": ["2024"], "own engines": True, "mine lives": True}
    assert told == expected
    assert all(ends(pid) for pid in pids)


START = """
import rez_next as rez
context = rez.ResolvedContext(["maya-2024"], package_paths=[PACKAGES])
pid = rez._engine.engine().call("engine/statistics", {})["pid"]
tell(pid)
"""

# By what the application does last.
ENDS = {
    "idle": "",
    "an unclosed command": 'context.execute_command(["sleep", "0.1"])',
    "an unclosed shell": """
shell = context.execute_shell(command="echo begun; sleep 0.1", block=False, stdout=-1)
shell.stdout.readline()
""",
    "a resolve in a daemon thread": HARD
    + """
request = hard(os.environ["TMPDIR"])
def resolve():
    rez.ResolvedContext(request, package_paths=[os.environ["TMPDIR"]])
threading.Thread(target=resolve, daemon=True).start()
time.sleep(0.3)
""",
    "a resolve in a thread that is waited for": HARD
    + """
request = hard(os.environ["TMPDIR"])
def resolve():
    rez.ResolvedContext(request, package_paths=[os.environ["TMPDIR"]], time_limit=0.5)
threading.Thread(target=resolve).start()
""",
    "users' Python in a daemon thread": """
from rez_next.solver import SolverCallbackReturn
inside = threading.Event()
def step(state):
    inside.set()
    time.sleep(30)
    return SolverCallbackReturn.keep_going, ""
def resolve():
    rez.ResolvedContext(["maya-2024"], package_paths=[PACKAGES], callback=step)
threading.Thread(target=resolve, daemon=True).start()
inside.wait()
""",
    "a forked child that has ended": """
child = os.fork()
if not child:
    rez.ResolvedContext(["maya-2024"], package_paths=[PACKAGES])
    os._exit(0)
os.waitpid(child, 0)
""",
    "an engine that was killed": "import signal; os.kill(pid, signal.SIGKILL)",
    "an engine that was killed, and another": """
import signal
os.kill(pid, signal.SIGKILL)
context.get_environ({})
""",
    "an iterator half way": """
from rez_next.packages import iter_packages
packages = iter_packages("maya", paths=[PACKAGES])
next(packages)
""",
    "a finaliser that asks": """
class Late:
    def __del__(self):
        try:
            rez.ResolvedContext(["maya-2024"], package_paths=[PACKAGES])
        except BaseException:
            pass
late = Late()
late.itself = late
""",
    "an exit hook that asks": """
import atexit
atexit.register(lambda: rez.ResolvedContext(["maya-2024"], package_paths=[PACKAGES]))
""",
}


@pytest.mark.parametrize("embedded", [False, True], ids=["python", "embedded"])
@pytest.mark.parametrize("state", ENDS)
def test_the_end_is_silent_and_soon(
    state: str, embedded: bool, run: Run, request: pytest.FixtureRequest
) -> None:
    program = request.getfixturevalue("application") if embedded else sys.executable
    started = time.monotonic()
    pid = run(program, START + ENDS[state], handles=True)
    assert time.monotonic() - started < 20
    assert ends(pid), "the engine outlived its Python"
