from typing import Any

from _typeshed import SupportsWrite

from rez_next.host.source import SourceCode
from rez_next.objects.config.config import Config
from rez_next.objects.context.context import ResolvedContext
from rez_next.objects.package.text import FileFormat
from rez_next.objects.repository.package_repository import PackageRepository
from rez_next.objects.repository.package_resources import PackageRepositoryResource
from rez_next.objects.repository.resources import Resource, ResourceWrapper
from rez_next.objects.text.fields import StringFormatType
from rez_next.values.requirement import Requirement
from rez_next.values.version import Version

class PackageRepositoryResourceWrapper(ResourceWrapper):
    format_expand: StringFormatType | None
    format_pretty: bool
    @property
    def resource(self) -> PackageRepositoryResource: ...
    @property
    def name(self) -> str: ...
    @property
    def uri(self) -> str: ...
    @property
    def repository(self) -> PackageRepository: ...
    def validated_data(self) -> dict[str, Any]: ...
    def format(
        self, s: str, pretty: bool | None = None, expand: StringFormatType | None = None
    ) -> str: ...
    # Tools keep notes of their own on these objects.
    def __setattr__(self, name: str, value: Any, /) -> None: ...

class PackageBaseResourceWrapper(PackageRepositoryResourceWrapper):
    is_package: bool
    is_variant: bool
    context: ResolvedContext | None

    # What a definition sets, by rez's schema; None where it does not.
    authors: list[str] | None
    build_requires: list[Requirement] | None
    cachable: bool | None
    changelog: str | None
    commands: SourceCode | None
    description: str | None
    has_plugins: bool | None
    hashed_variants: bool | None
    help: str | list[list[str]] | None
    plugin_for: list[str] | None
    post_commands: SourceCode | None
    pre_build_commands: SourceCode | None
    pre_commands: SourceCode | None
    pre_test_commands: SourceCode | None
    # Plain data, of the form that the version control system has.
    previous_revision: Any
    previous_version: Version | None
    private_build_requires: list[Requirement] | None
    release_message: str | None
    relocatable: bool | None
    revision: Any
    tests: dict[str, Any] | None
    timestamp: int | None
    tools: list[str] | None
    uuid: str | None
    variants: list[list[Requirement]] | None
    vcs: str | None

    def __init__(
        self, resource: PackageRepositoryResource, context: ResolvedContext | None = None
    ) -> None: ...
    @property
    def config(self) -> Config: ...
    @property
    def is_local(self) -> bool: ...
    def arbitrary_keys(self) -> set[str]: ...
    def _repr_html_(self) -> str | None: ...
    def set_context(self, context: ResolvedContext | None) -> None: ...
    def print_info(
        self,
        buf: SupportsWrite[str] | None = None,
        format_: FileFormat | None = None,
        skip_attributes: list[str] | None = None,
        include_release: bool = False,
    ) -> None: ...

def check_class(resource: Resource, cls: type[Resource]) -> None: ...
