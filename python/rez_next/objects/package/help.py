"""The help that packages point to: pages and commands, by section."""

from __future__ import annotations

import sys

from rez_next.objects.config.config import config
from rez_next.objects.context.old_data import convert_old_command_expansions
from rez_next.objects.repository.repository import iter_packages
from rez_next.objects.shell.process import Popen
from rez_next.objects.system.system import system

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rez_next.objects.package.package import Package
    from rez_next.values.range import VersionRange


class PackageHelp:
    """The help of the latest package that has some.

    Args:
        package_name: The family.
        version_range: Only versions in this range.
        paths: Taken as rez takes it; the setting `packages_path` is searched.
        verbose: Print where help is looked for.

    Attributes:
        package: The package that has it; None where none has.
    """

    def __init__(
        self,
        package_name: str,
        version_range: VersionRange | str | None = None,
        paths: list[str] | None = None,
        verbose: bool = False,
    ) -> None:
        self.package: Package | None = None
        self._verbose = verbose
        self._sections: list[list[str]] = []
        packages = iter_packages(package_name, version_range)
        for package in sorted(packages, key=lambda each: each.version, reverse=True):
            if verbose:
                print("searching for help in %s..." % package.uri)
            if package.help:
                self._take(package)
                break

    @property
    def success(self) -> bool:
        """True if there is help."""
        return bool(self._sections)

    @property
    def sections(self) -> list[list[str]]:
        """Pairs of a section's name and its address or command."""
        return self._sections

    def open(self, section_index: int = 0) -> None:
        """Show a section: an address in a browser, a command by running it.

        Args:
            section_index: Its number, from 0.
        """
        address = self._sections[section_index][1]
        if len(address.split()) == 1:
            self._open_url(address)
            return
        if self._verbose:
            print("running command: %s" % address)
        with Popen(address, shell=True) as process:
            process.wait()

    def print_info(self, buf: Any = None) -> None:
        """Print the sections.

        Args:
            buf: The stream; None is standard output.
        """
        stream = buf or sys.stdout
        print("Sections:", file=stream)
        for number, (name, address) in enumerate(self._sections, 1):
            print("  %s:\t%s (%s)" % (number, name, address), file=stream)

    @classmethod
    def open_rez_manual(cls) -> None:
        """Show rez's manual."""
        cls._open_url(config.documentation_url)

    @classmethod
    def _open_url(cls, url: str) -> None:
        if config.browser:
            command = [config.browser, url]
            if not config.quiet:
                print("running command: %s" % " ".join(command))
            Popen(command).communicate()
            return
        import webbrowser

        if not config.quiet:
            print("opening URL in browser: %s" % url)
        webbrowser.open_new(url)

    def _take(self, package: Package) -> None:
        from rez_next.host.bindings import VersionBinding
        from rez_next.objects.data.scope import scoped_formatter

        found: Any = package.help
        sections = [["Help", found]] if isinstance(found, str) else found
        if self._verbose:
            print("found %d help entries in %s." % (len(sections), package.uri))
        base = root = package.base
        if package.num_variants:
            variant = package.get_variant(0)
            base, root = (variant.base, variant.root) if variant else (base, root)
        formatter = scoped_formatter(
            base=base,
            root=root,
            config=config,
            version=VersionBinding(package.version),
            system=system,
        )
        self.package = package
        for section in sections:
            name, address = section[0], section[1]
            address = convert_old_command_expansions(address).replace("$BROWSER", "").strip()
            self._sections.append([name, formatter.format(address), *section[2:]])
