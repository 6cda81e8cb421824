"""A command is shell text or a list of words; a list is quoted by the shell."""

from subprocess import PIPE

from rez.resolved_context import ResolvedContext

context = ResolvedContext(["python-3"])
for command in ("echo a && echo b | tr b c", ["echo", "a && b", '"q"', "*"], "true", "false"):
    process = context.execute_shell(command=command, block=False, stdout=PIPE, text=True)
    out, _ = process.communicate()
    print(command, process.returncode, repr(out))
process = context.execute_command(["sh", "-c", "echo $REZ_PYTHON_VERSION"], stdout=PIPE, text=True)
print(process.communicate()[0].strip(), process.returncode)
try:
    context.execute_command(["no-such-program"])
except Exception as error:
    print(type(error).__name__)
