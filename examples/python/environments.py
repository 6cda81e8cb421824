"""Environments: as a dict, for a command, for a shell, as a script, and saved for later.

python examples/python/environments.py
"""

import subprocess
import tempfile
from pathlib import Path

import samples  # noqa: F401

import rez_next as rez

context = rez.ResolvedContext(["python-3.9", "maya-2024"])

environ = context.get_environ()
print("a dict of", len(environ), "variables; MAYA_VERSION is", environ["MAYA_VERSION"])

command = ["python", "-c", "import os; print('a command in maya', os.environ['MAYA_VERSION'])"]
process = context.execute_command(command, stdout=subprocess.PIPE, text=True)
print(process.communicate()[0].strip(), "with exit code", process.wait())

result = context.execute_shell("echo a shell in maya $MAYA_VERSION")
print(result.stdout.strip(), "with exit code", result.returncode)

script = context.get_shell_code("bash")
print("a script for bash of", len(script.splitlines()), "lines")

with tempfile.TemporaryDirectory() as folder:
    file = Path(folder) / "shot.rxt"
    context.save(str(file))
    again = rez.ResolvedContext.load(str(file))
    print("saved and loaded:", again.get_environ() == environ)
