"""A launcher: the process is a real one, whose output is read line by line."""

import sys
from subprocess import PIPE, STDOUT

from rez.resolved_context import ResolvedContext

context = ResolvedContext(["my_tool", "python-3.10"])
process = context.execute_shell(
    command="echo one; echo $REZ_USED_RESOLVE; pwd; exit 3",
    parent_environ={"PATH": "/usr/bin:/bin", "HOME": sys.argv[1]},
    block=False,
    stdout=PIPE,
    stderr=STDOUT,
    universal_newlines=True,
    errors="replace",
    cwd=sys.argv[1],
)
for line in iter(process.stdout.readline, ""):
    print(line.rstrip())
print(process.wait(), process.returncode, process.pid > 0)
