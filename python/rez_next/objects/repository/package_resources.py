"""Families, packages and variants as resources of a repository.

The first classes are what every repository's resources are, of whatever kind it is. The helpers
below them do the rest for a repository whose packages are data in Python; a user's own repository
subclasses them.
"""

from __future__ import annotations

import os

from rez_next.exceptions import PackageMetadataError, ResourceError
from rez_next.host.source import SourceCode
from rez_next.objects.config.config import config
from rez_next.objects.data.forwarding import AttributeForwardMeta
from rez_next.objects.data.schema import schema_keys
from rez_next.objects.package.schema import package_schema, variant_schema
from rez_next.objects.repository.resources import Resource
from rez_next.values.version import Version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from rez_next.objects.repository.package_repository import PackageRepository
    from rez_next.values.requirement import Requirement


class PackageRepositoryResource(Resource):
    """Something in a repository of packages.

    Attributes:
        repository_type: The kind of repository, such as `filesystem`.
    """

    schema_error = PackageMetadataError
    repository_type: str

    # Set by the repository that the resource came from.
    _repository: PackageRepository

    @classmethod
    def normalize_variables(cls, variables: dict[str, Any]) -> dict[str, Any]:
        """The address, which names the repository's kind and location.

        Raises:
            ResourceError: It does not.
        """
        if "repository_type" not in variables or "location" not in variables:
            raise ResourceError(
                "%s resources require a repository_type and location" % cls.__name__
            )
        return super().normalize_variables(variables)

    @property
    def uri(self) -> str:
        """A short text for people that no other resource has."""
        return self._uri()

    @property
    def location(self) -> Any:
        """The repository's location."""
        return self.get("location")

    @property
    def name(self) -> Any:
        """The family's name."""
        return self.get("name")

    def _uri(self) -> str:
        """The text that `uri` is."""
        raise NotImplementedError


class PackageFamilyResource(PackageRepositoryResource):
    """All versions of one name."""


class PackageResource(PackageRepositoryResource):
    """One version of a family."""

    @classmethod
    def normalize_variables(cls, variables: dict[str, Any]) -> dict[str, Any]:
        """The address, without a version where it has an empty one."""
        if variables.get("version", True) in ("", False, "_NO_VERSION", None):
            variables = {name: each for name, each in variables.items() if name != "version"}
        return super().normalize_variables(variables)

    @property
    def version(self) -> Version:
        """The version; the empty one for an unversioned package."""
        return Version(self.get("version") or "")


class VariantResource(PackageResource):
    """A variant. A package without any has one, whose index is None."""

    @property
    def parent(self) -> Any:
        """The package's resource."""
        raise NotImplementedError

    @property
    def index(self) -> Any:
        """The variant's number; None for a package without variants."""
        return self.get("index")

    @property
    def root(self) -> str | None:
        """The folder of the payload."""
        return self._root()

    @property
    def subpath(self) -> str | None:
        """`root` below the package's base; None where they are the same."""
        return self._subpath()

    def _root(self, ignore_shortlinks: bool = False) -> str | None:
        raise NotImplementedError

    def _subpath(self, ignore_shortlinks: bool = False) -> str | None:
        raise NotImplementedError


class PackageResourceHelper(PackageResource):
    """A package that is data in Python. A subclass gives `base`, `parent`, `_uri` and `_load`.

    Attributes:
        variant_key: The kind of its variants.
    """

    variant_key: str = None  # type: ignore[assignment]

    @property
    def base(self) -> str | None:
        """The folder of the payload, above the variants."""
        raise NotImplementedError

    @property
    def parent(self) -> Any:
        """The family's resource."""
        raise NotImplementedError

    @property
    def commands(self) -> SourceCode | None:
        """The function `commands`."""
        return self._convert_to_rex(self._commands)

    @property
    def pre_commands(self) -> SourceCode | None:
        """The function `pre_commands`."""
        return self._convert_to_rex(self._pre_commands)

    @property
    def post_commands(self) -> SourceCode | None:
        """The function `post_commands`."""
        return self._convert_to_rex(self._post_commands)

    def iter_variants(self) -> Iterator[Any]:
        """The package's variants, in the order of their indices."""
        for index in range(len(self.variants)) if self.variants else (None,):
            # As in rez, of a package's own variables no others.
            yield self._repository.get_resource(
                self.variant_key,
                location=self.location,
                name=self.name,
                version=self.get("version"),
                index=index,
            )

    def _convert_to_rex(self, commands: Any) -> SourceCode | None:
        if isinstance(commands, list):
            commands = self._convert_old(commands)
        if isinstance(commands, str):
            return SourceCode(source=commands)
        if callable(commands):
            return SourceCode(func=commands)
        code: SourceCode | None = commands
        return code

    def _convert_old(self, commands: list[str]) -> str:
        from rez_next.objects.context.old_data import convert_old_commands
        from rez_next.objects.data.schema import SchemaError

        message = "package %r is using old-style commands." % self.uri
        if config.disable_rez_1_compatibility or config.error_old_commands:
            raise SchemaError(None, message)
        if config.warn("old_commands"):
            from rez_next.objects.text.messages import print_warning

            print_warning(message)
        return convert_old_commands(commands)


class VariantResourceHelper(VariantResource, metaclass=AttributeForwardMeta):
    """A variant that has its package's attributes. A subclass gives `parent`."""

    schema = variant_schema
    keys = schema_keys(package_schema) - {"variants"}

    @property
    def wrapped(self) -> Any:
        """What the attributes come from."""
        return self.parent

    @property
    def variant_requires(self) -> list[Requirement]:
        """What this variant adds to the package's requirements.

        Raises:
            ResourceError: The package has no such variant.
        """
        if self.index is None:
            return []
        try:
            return list(self.parent.variants[self.index] or [])
        except (IndexError, TypeError):
            raise ResourceError(
                "Unexpected error - variant %s cannot be found in its parent package %s"
                % (self.uri, self.parent.uri)
            ) from None

    def validated_data(self) -> dict[str, Any]:
        """The package's attributes; it may set others, which are not the variant's."""
        return {key: getattr(self, key) for key in self._schema_keys}

    def _load(self) -> Any:
        return None

    def _uri(self) -> str:
        return "%s[%s]" % (self.parent.uri, "" if self.index is None else self.index)

    def _root(self, ignore_shortlinks: bool = False) -> str | None:
        base: str | None = self.base
        if base is None or self.index is None:
            return base
        return os.path.join(base, self._subpath(ignore_shortlinks=ignore_shortlinks) or "")

    def _subpath(self, ignore_shortlinks: bool = False) -> str | None:
        if self.index is None:
            return None
        if not self.parent.hashed_variants:
            return os.path.join(*[request.safe_str() for request in self.variant_requires])
        texts = str([str(request) for request in self.variant_requires])
        from hashlib import sha1

        folder = sha1(texts.encode("utf-8")).hexdigest()
        if ignore_shortlinks or not config.use_variant_shortlinks or self.base is None:
            return folder
        return _shortlink(self.base, folder) or folder


def _shortlink(base: str, folder: str) -> str | None:
    """The short way to a variant's folder, if there is one."""
    from rez_next.objects.files.filesystem import find_matching_symlink

    name: str = config.variant_shortlinks_dirname
    links = os.path.join(base, name)
    link = (
        find_matching_symlink(links, os.path.join(base, folder)) if os.path.isdir(links) else None
    )
    return os.path.join(name, link) if link else None
