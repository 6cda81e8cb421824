"""Browse packages on a terminal.

python examples/python/package_browser.py          and then: help
echo "show usd" | python examples/python/package_browser.py
"""

import cmd
import sys

import samples  # noqa: F401
from rez_next.package_search import get_reverse_dependency_tree
from rez_next.packages import get_latest_package_from_string, iter_package_families

import rez_next as rez


class Browser(cmd.Cmd):
    """Each `do_` is a command; the first line of its docstring is its help."""

    intro = "Packages. 'help' lists what can be asked."
    prompt = "packages> "

    def do_list(self, text):
        """list [PART OF A NAME]: the families, with how many versions each has."""
        for family in sorted(iter_package_families(), key=lambda family: family.name):
            if text in family.name:
                print(f"{family.name:<18} {len(list(family.iter_packages()))}")

    def do_versions(self, name):
        """versions NAME: all versions, the newest first."""
        packages = rez.packages.iter_packages(name)
        for package in sorted(packages, key=lambda package: package.version, reverse=True):
            print(package.qualified_name)

    def do_show(self, request):
        """show REQUEST: the latest package that fits, such as `show maya-2023+`."""
        package = get_latest_package_from_string(request)
        if package is None:
            print("there is no", request)
            return
        print(f"{package.qualified_name}: {package.description or 'no description'}")
        print("  in", package.uri)
        for requirement in package.requires or []:
            print("  requires", requirement)
        for tool in package.tools or []:
            print("  brings", tool)

    def do_users(self, name):
        """users NAME: who requires it."""
        levels, _ = get_reverse_dependency_tree(name, depth=1)
        print(*(levels[1] if len(levels) > 1 else ["nobody"]))

    def do_resolve(self, text):
        """resolve REQUEST ...: what it comes to, or why it cannot be met."""
        context = rez.ResolvedContext(text.split())
        if context.success:
            print(*(variant.qualified_package_name for variant in context.resolved_packages))
        else:
            print(context.explain())

    def do_quit(self, _):
        """quit: leave; so does the end of the input."""
        return True

    def do_EOF(self, _):  # noqa: N802 - what cmd calls the end of the input
        """The end of the input."""
        return True

    def onecmd(self, line):
        try:
            return super().onecmd(line)
        except rez.exceptions.RezError as error:
            print(error)
            return False


if __name__ == "__main__":
    if not sys.stdin.isatty():
        Browser.intro = Browser.prompt = ""
    Browser().cmdloop()
