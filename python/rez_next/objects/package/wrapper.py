"""What users' families, packages and variants have in common: a resource and its attributes."""

from __future__ import annotations

import sys

from rez_next.exceptions import ResourceError
from rez_next.host.source import SourceCode
from rez_next.objects.package.schema import late_requires_schema, package_release_keys
from rez_next.objects.repository.resources import ResourceWrapper
from rez_next.objects.repository.typed_attributes import REQUIREMENT_LISTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, ClassVar

    from rez_next.objects.context.context import ResolvedContext
    from rez_next.objects.data.schema import Schema
    from rez_next.objects.package.text import FileFormat
    from rez_next.objects.repository.package_repository import PackageRepository
    from rez_next.objects.repository.resources import Resource


class PackageRepositoryResourceWrapper(ResourceWrapper):
    """A family, package or variant of a repository."""

    #: What becomes of fields that there is no attribute for; None leaves them as they are.
    format_expand: Any = None
    #: Whether lists are written plainly.
    format_pretty = True

    def format(self, s: str, pretty: bool | None = None, expand: Any = None) -> str:
        """A text with this object's attributes filled in.

        Args:
            s: The text, such as `"{name} by {authors}"`.
            pretty: Write a list as its items with spaces between, and None as nothing; None does
                as `format_pretty` says.
            expand: What becomes of fields that there is no attribute for, a `StringFormatType`;
                None does as `format_expand` says.
        """
        # Imported here: nobody who only resolves formats texts.
        from rez_next.objects.text.fields import ObjectStringFormatter, StringFormatType

        formatter = ObjectStringFormatter(
            self,
            pretty=self.format_pretty if pretty is None else pretty,
            expand=expand or self.format_expand or StringFormatType.unchanged,
        )
        return formatter.format(s)

    def validated_data(self) -> dict[str, Any]:
        """Every attribute that is set, by name; those that are bound late as their functions.

        Raises:
            PackageMetadataError: One of them breaks the schema.
        """
        data = self.resource.validated_data() or {}
        return {name: value for name, value in data.items() if value is not None}

    @property
    def name(self) -> str:
        """The family's name."""
        name: str = self.resource.name
        return name

    @property
    def uri(self) -> str:
        """The definition file it was read from, or what else names it."""
        uri: str = self.resource.uri
        return uri

    @property
    def repository(self) -> PackageRepository:
        """The repository it is in."""
        repository: PackageRepository = self.resource._repository
        return repository


class PackageBaseResourceWrapper(PackageRepositoryResourceWrapper):
    """A package or variant: its attributes, and those that are worked out when they are read.

    Args:
        resource: Its resource.
        context: The resolve it is part of; late-bound attributes see it.
    """

    #: What late-bound attributes must give, by name.
    late_bind_schemas: ClassVar[dict[str, Schema]] = dict.fromkeys(
        REQUIREMENT_LISTS, late_requires_schema
    )
    is_package = False
    is_variant = False
    context: ResolvedContext | None

    def __init__(self, resource: Any, context: ResolvedContext | None = None) -> None:
        super().__init__(resource)
        self.context = context
        self._late: dict[str, Any] = {}

    def set_context(self, context: ResolvedContext | None) -> None:
        """Tie the object to the resolve it is part of; late-bound attributes see it."""
        self.context = context

    def arbitrary_keys(self) -> set[str]:
        """The names the definition sets beyond rez's schema."""
        raise NotImplementedError

    @property
    def config(self) -> Any:
        """The settings, with what the package's own `config` section changes."""
        from rez_next.objects.config.config import config

        return self.resource.config or config

    @property
    def is_local(self) -> bool:
        """True if it is in the repository `local_packages_path`."""
        from rez_next.objects.repository.manager import package_repository_manager

        local = package_repository_manager.get_repository(self.config.local_packages_path)
        return bool(self.repository.uid == local.uid)

    def print_info(
        self,
        buf: Any = None,
        format_: FileFormat | None = None,
        skip_attributes: list[str] | None = None,
        include_release: bool = False,
    ) -> None:
        """Print it as a definition file would say it.

        Args:
            buf: The stream; None is standard output.
            format_: How to write it; None is YAML.
            skip_attributes: Attributes to leave out.
            include_release: Print also what a release sets, such as `timestamp`.
        """
        from rez_next.objects.package.text import FileFormat, dump_package_data

        data = dict(self.validated_data())
        data["config"] = self._definition_data().get("config")
        skipped = list(skip_attributes or ())
        if not include_release:
            skipped += package_release_keys
        dump_package_data(data, buf or sys.stdout, format_ or FileFormat.yaml, skipped)

    def _repr_html_(self) -> str | None:
        """What a notebook shows: the attributes that are asked for most."""
        from rez_next.objects.package.notebook import html_of_package

        try:
            return html_of_package(self)
        except Exception:  # a definition that cannot be read is shown by its `repr`
            return None

    def _definition_data(self) -> dict[str, Any]:
        """What the package's definition sets, as it was read."""
        raise NotImplementedError

    def _wrap_forwarded(self, key: str, value: Any) -> Any:
        """An attribute's value, worked out now if it is bound late."""
        if not (isinstance(value, SourceCode) and value.late_binding):
            return value
        if key not in self._late:
            found = self._evaluate(value)
            if key in self.late_bind_schemas:
                found = self.late_bind_schemas[key].validate(found)
            self._late[key] = found
        return self._late[key]

    def _evaluate(self, source: Any) -> Any:
        """What a late-bound attribute of it is, each time anew."""
        from rez_next.host.late import evaluate_late

        bindings = self.context.late_bindings() if self.context is not None else None
        return evaluate_late(source, self, bindings, self.context)


def check_class(resource: Resource, cls: type[Resource]) -> None:
    """Refuse a resource of another kind.

    Raises:
        ResourceError: It is one.
    """
    if not isinstance(resource, cls):
        raise ResourceError("Expected %s, got %s" % (cls.__name__, type(resource).__name__))
