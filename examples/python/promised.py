"""The shortest program: resolve, environment, command, shell, solver."""

import os
import sys
from pathlib import Path

os.environ.setdefault("REZ_PACKAGES_PATH", str(Path(__file__).resolve().parents[1] / "packages"))
os.environ.setdefault("EXAMPLE_PYTHON", sys.executable)

import rez_next as rez

context = rez.ResolvedContext(["python-3.9", "maya-2024"])
env_vars = context.get_environ()
print(env_vars["REZ_USED_RESOLVE"], flush=True)  # before what the command prints

proc = context.execute_command(["python", "-c", "print('Hello from rez-next!')"])
exit_code = proc.wait()

result = context.execute_shell("echo $REZ_USED_RESOLVE")
print(result.stdout, end="")

solver = rez.Solver()
config = rez.SolverConfig()
config.max_fails = 10
config.timeout = 30.0
solver.set_config(config)
try:
    context = solver.resolve(["python-3.9", "maya-2024", "nuke-13.2"])
    print(f"Resolved {len(context.resolved_packages)} packages:")
    for package in context.resolved_packages:
        print(f"  {package.name}-{package.version}")
except rez.ResolutionError as e:
    print(f"Resolution failed: {e}")
    for conflict in e.conflicts:
        print(f"  conflict: {conflict}")
