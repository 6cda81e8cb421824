"""Contexts made and used by worker threads."""

from concurrent.futures import ThreadPoolExecutor
from subprocess import PIPE

from rez.resolved_context import ResolvedContext


def work(request):
    context = ResolvedContext(request)
    process = context.execute_command(["echo", "done"], stdout=PIPE, text=True)
    return context.get_environ()["REZ_USED_RESOLVE"], process.communicate()[0]


requests = [["maya-2024"], ["maya-2023", "usd"], ["my_tool"], ["houdini"], ["nuke"]] * 2
with ThreadPoolExecutor(4) as pool:
    for found in pool.map(work, requests):
        print(found)
