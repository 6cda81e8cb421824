"""What people type: a module for each command of `python -m rez_next`.

A command is four things: `DESCRIPTION` and `EXAMPLES`, its help; `add_arguments(parser)`;
`answer(options)`, which gives what was found as plain data; and `tell(answer, say)`, which says it
in words. `--json` prints the data itself. The exit code is the answer's `exit_code`, or 0.
"""
