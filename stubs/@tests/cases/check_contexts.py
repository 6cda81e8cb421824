"""Contexts as pipelines use them: every form of starting something, and what is asked of one."""

from __future__ import annotations

import os
import sys
from subprocess import PIPE, STDOUT, Popen
from typing import Any, Dict, List, Optional, Set, Tuple, Union

from typing_extensions import assert_type

from rez_next.compat.packages import Package, Variant
from rez_next.compat.resolved_context import PackageRequest, ResolvedContext, ResolverStatus
from rez_next.compat.rex import Action, RexExecutor
from rez_next.compat.solver import SolverCallbackReturn, SolverState
from rez_next.objects.shell.execution import ShellResult
from rez_next.values.requirement import Requirement


def step(state: SolverState) -> Tuple[SolverCallbackReturn, str]:
    """Go on for a while."""
    if state.num_fails > 10:
        return SolverCallbackReturn.abort, "enough"
    return SolverCallbackReturn.keep_going, ""


def loaded(package: Package) -> None:
    """Take note of a package."""
    package.hidden = True


context = ResolvedContext(
    ["maya-2024", PackageRequest("usd-23+")],
    timestamp=1_700_000_000,
    max_fails=3,
    callback=step,
    package_load_callback=loaded,
    buf=sys.stderr,
)

# Results, in the three styles of testing for success.
assert_type(context.success, bool)
assert_type(context.status == ResolverStatus.solved, bool)
status_name: str = context.status_.name
assert_type(context.status.description, str)
assert_type(context.failure_description, Optional[str])
assert_type(context.resolved_packages, Optional[List[Variant]])
assert_type(context.requested_packages(), List[Requirement])
assert_type(ResolvedContext(context.requested_packages()), ResolvedContext)
assert_type(context.get_tools(), Dict[str, Tuple[Variant, List[str]]])
assert_type(context.get_tool_variants("maya"), Set[Variant])
assert_type(context.get_key("description"), Dict[str, Tuple[Variant, Any]])
assert_type(ResolvedContext.get_current(), Optional[ResolvedContext])
assert_type(context.to_dict(), Dict[str, Any])
if context.resolved_packages is not None:
    context.resolved_packages[:] = reversed(context.resolved_packages)
context.append_sys_path = False
assert_type(context.which("maya", parent_environ={}), Optional[str])
assert_type(context.get_shell_code(shell="bash", style="eval"), str)


class Launcher(ResolvedContext):
    """A context of a studio's own."""


assert_type(Launcher.load("a.rxt"), Launcher)
assert_type(Launcher([]).copy(), Launcher)

# rez's forms of a shell: Popen, or a tuple where it waits.
parent = dict(os.environ)
assert_type(context.execute_shell(command="maya", block=False), "Popen[bytes]")
assert_type(
    context.execute_shell(command=["maya", "-b"], parent_environ=parent, stdout=PIPE),
    "Popen[bytes]",
)
assert_type(
    context.execute_shell(
        shell="bash", command="maya", block=False, stdout=PIPE, stderr=STDOUT, text=True, cwd="/"
    ),
    "Popen[str]",
)
assert_type(
    context.execute_shell(command="maya", universal_newlines=True, errors="replace"),
    "Popen[str]",
)
assert_type(context.execute_shell(command="maya", encoding="utf-8"), "Popen[str]")
code, out, err = context.execute_shell(command="true", block=True, stdout=PIPE, text=True)
assert_type(code, int)
assert_type(out, Union[str, Any])
assert_type(context.execute_shell()[0], int)
assert_type(context.execute_shell("bash")[0], int)
assert_type(context.execute_shell("bash", block=False), "Popen[bytes]")


# What a variable holds decides at run time.
def undecided(shell: Optional[str], wait: bool) -> None:
    """A shell or a wait that is not known here."""
    # Type checkers differ in how much of this they rule out.
    started: Union[Popen[Any], Tuple[int, Any, Any], ShellResult]
    started = context.execute_shell(shell=shell)
    print(started)
    assert_type(
        context.execute_shell(command="true", block=wait),
        Union["Popen[Any]", Tuple[int, Any, Any], ShellResult],
    )


# The command form takes an environment and arguments of Popen; all else is rez's.
assert_type(
    context.execute_shell("echo $USER", {"USER": "ada"}, cwd="/", errors="strict"), ShellResult
)
context.execute_shell("echo", no_such_argument=1)

assert_type(context.execute_command("maya -b"), "Popen[bytes]")
assert_type(context.execute_command(["maya"], stdin=PIPE, stdout=PIPE, text=True), "Popen[str]")
assert_type(
    context.execute_command(["maya"], parent, stdout=PIPE, universal_newlines=True), "Popen[str]"
)
context.execute_command(["maya"], env={})  # type: ignore[call-overload]


def add_actions(executor: RexExecutor) -> None:
    """Add to the environment."""
    executor.env.FOO = "bar"
    executor.env.PATH.append("{resolve.maya.root}/bin")
    executor.execute_code("info('hello')", filename="hello.py")


# Callbacks, actions, and what is between two contexts.
context.execute_shell(command="env", post_actions_callback=add_actions)
assert_type(context.get_actions(), List[Action])
assert_type(context.execute_rex_code("info('hello')"), "Popen[Any]")
diff = context.get_resolve_diff(context)
for newer in diff.get("newer_packages", {}).values():
    assert_type(newer, List[Package])
assert_type(context.retargeted(["/other"], skip_missing=True), ResolvedContext)
context.print_info(buf=sys.stderr, verbosity=2)
context.print_resolve_diff(context, heading=("before", "after"))
ResolvedContext(context.get_patched_request(["maya-2025", "^usd"]))
