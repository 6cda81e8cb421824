"""A launcher that changes the list of resolved packages, and stores its own marks on them."""

from subprocess import PIPE

from rez.packages import iter_packages
from rez.resolved_context import ResolvedContext

context = ResolvedContext(["my_tool", "python-3.10"])
other = ResolvedContext(["my_tool", "python-3.9"])
context.resolved_packages[:] = other.resolved_packages
process = context.execute_shell(
    command="echo $REZ_PYTHON_VERSION", block=False, stdout=PIPE, text=True
)
print(process.communicate()[0].strip())
for package in iter_packages("maya"):
    package.hidden = True
    package.broken = package.version < package.version
    print(package.hidden, package.broken)
