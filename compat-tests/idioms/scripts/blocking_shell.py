"""A blocking shell gives a tuple: exit code, output, errors."""

from subprocess import PIPE

from rez.resolved_context import ResolvedContext

context = ResolvedContext(["my_tool"])
print(context.execute_shell(command="exit 4", block=True))
code, out, err = context.execute_shell(
    command="echo out; echo err >&2", block=True, stdout=PIPE, stderr=PIPE, text=True
)
print(code, repr(out), repr(err))
code, _, _ = context.execute_shell(command=["echo", "a b", "$HOME", "'"], block=True, quiet=True)
print(code)
