"""Making packages in code: set attributes, and they are installed."""

from __future__ import annotations

import os
from contextlib import contextmanager, nullcontext

from rez_next.host.environ import AttrDictWrapper
from rez_next.objects.files.replacing import retain_cwd
from rez_next.objects.package.made import create_package
from rez_next.objects.package.package import Package
from rez_next.objects.repository.filesystem import FileSystemPackageRepository
from rez_next.objects.repository.manager import package_repository_manager
from rez_next.objects.text.messages import print_warning

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from rez_next.objects.package.package import Variant

_OWN = frozenset(("installed_variants", "package_cls", "skipped_variants"))


class PackageMaker(AttrDictWrapper):
    """A package in the making: what is set on it is an attribute of the package.

    Args:
        name: The package's name.
        data: Attributes to begin with.
        package_cls: The class of the package; None is `Package`.

    Attributes:
        installed_variants: What `make_package` has installed.
        skipped_variants: What it found in the repository already.
    """

    def __init__(
        self,
        name: str,
        data: dict[str, Any] | None = None,
        package_cls: type[Package] | None = None,
    ) -> None:
        super().__init__(data)
        self.name = name
        self.package_cls = package_cls or Package
        self.installed_variants: list[Variant] = []
        self.skipped_variants: list[Variant] = []

    def get_package(self) -> Package:
        """The package as it is now, in no repository.

        Raises:
            PackageSchemaError: Its attributes break the schema.
        """
        return create_package(self.name, self._get_data(), self.package_cls)

    def _get_data(self) -> dict[str, Any]:
        """What the package is made of; a subclass may add to it."""
        return {
            name: value
            for name, value in self._data.items()
            if value is not None and name not in _OWN
        }


@contextmanager
def make_package(
    name: str,
    path: str,
    make_base: Callable[[Variant, str], Any] | None = None,
    make_root: Callable[[Variant, str], Any] | None = None,
    skip_existing: bool = True,
    warn_on_skip: bool = True,
) -> Iterator[PackageMaker]:
    """Make a package and install it, when the block ends.

        with make_package("foo", "/packages", make_root=write_files) as package:
            package.version = "1.0.0"
            package.requires = ["python-3"]

    Args:
        name: Its name.
        path: The repository.
        make_base: Makes the payload. It is called for each variant with the variant and the folder,
            which is then the working directory.
        make_root: Makes a variant's payload, likewise.
        skip_existing: Leave variants that are there as they are; else they are installed again.
        warn_on_skip: Log what is left.

    Raises:
        PackageSchemaError: The attributes break the schema.
    """
    maker = PackageMaker(name)
    yield maker
    package = maker.get_package()
    wanted = []
    for variant in package.iter_variants():
        existing = variant.install(path, dry_run=True) if skip_existing else None
        if existing is None:
            wanted.append(variant)
            continue
        maker.skipped_variants.append(existing)
        if warn_on_skip:
            message = "Skipping installation: Package variant already exists: %s"
            print_warning(message, existing.uri)
    with _hidden(package, path), retain_cwd():
        for variant in wanted:
            installed = variant.install(path)
            assert installed is not None
            for make, folder in ((make_base, installed.base), (make_root, installed.root)):
                if make is not None and folder:
                    os.makedirs(folder, exist_ok=True)
                    os.chdir(folder)
                    make(installed, folder)
            maker.installed_variants.append(installed)


def _hidden(package: Package, path: str) -> Any:
    """Hides a package that is not there yet until its payload is."""
    repository = package_repository_manager.get_repository(path)
    is_folder = isinstance(repository, FileSystemPackageRepository)
    if not (is_folder and package.version):
        return nullcontext()
    if repository.get_package(package.name, package.version) is not None:
        return nullcontext()
    return repository.arrival(package.name, package.version)
