"""Shell code for other programs, and the shells there are."""

from rez.resolved_context import ResolvedContext
from rez.rex import EscapedString, Python, RexExecutor, expandable, literal
from rez.shells import create_shell, get_shell_class, get_shell_types
from rez.utils.sourcecode import SourceCode

context = ResolvedContext(["my_tool", "python-3.10"])
for shell in ("bash", "sh"):
    code = context.get_shell_code(shell=shell, parent_environ={"PATH": "/usr/bin"})
    skipped = ("REZ_USED", "REZ_RXT_FILE", "REZ_STORED", "PATH=", "unset")
    print("\n".join(line for line in code.splitlines() if not any(s in line for s in skipped)))
print("bash" in get_shell_types(), get_shell_class("bash").name(), create_shell("bash").name())
executor = RexExecutor(interpreter=Python(target_environ={}, passive=True), parent_environ={})
executor.execute_code("env.A = 'x'\nenv.B.append('{env.A}/y')\nalias('t', 'true')")
print(sorted(executor.get_output().items()))
print(expandable("a ").literal("$b").strings, literal("q").strings)
print(EscapedString.promote("x ${Y}").strings, EscapedString.demote(literal("z")))
source = SourceCode("env.A = 1")
print(source.source, source.evaluated_code if hasattr(source, "evaluated_code") else None)
