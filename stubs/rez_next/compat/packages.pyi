from rez_next.compat.utils import reraise as reraise
from rez_next.compat.utils.typing import SupportsWrite as SupportsWrite
from rez_next.exceptions import PackageFamilyNotFoundError, ResourceError
from rez_next.host.source import SourceCode
from rez_next.objects.config.config import config
from rez_next.objects.data.lazy import cached_property as cached_property
from rez_next.objects.data.schema import schema_keys
from rez_next.objects.package.developer import get_developer_package
from rez_next.objects.package.made import create_package
from rez_next.objects.package.package import Package, PackageFamily, Variant
from rez_next.objects.package.schema import late_requires_schema as late_requires_schema
from rez_next.objects.package.schema import package_family_schema as package_family_schema
from rez_next.objects.package.schema import package_release_keys as package_release_keys
from rez_next.objects.package.schema import package_schema as package_schema
from rez_next.objects.package.schema import variant_schema as variant_schema
from rez_next.objects.package.text import FileFormat as FileFormat
from rez_next.objects.package.text import dump_package_data as dump_package_data
from rez_next.objects.package.wrapper import (
    PackageBaseResourceWrapper,
    PackageRepositoryResourceWrapper,
)
from rez_next.objects.repository.manager import package_repository_manager
from rez_next.objects.repository.package_resources import (
    PackageFamilyResource,
    PackageResource,
    VariantResource,
)
from rez_next.objects.repository.repository import (
    PackageSearchPath,
    get_completions,
    get_last_release_time,
    get_latest_package,
    get_latest_package_from_string,
    get_package,
    get_package_family_from_repository,
    get_package_from_handle,
    get_package_from_repository,
    get_package_from_string,
    get_package_from_uri,
    get_variant,
    get_variant_from_uri,
    iter_package_families,
    iter_packages,
)
from rez_next.objects.repository.resources import ResourceHandle, ResourceWrapper
from rez_next.objects.text.fields import StringFormatMixin as StringFormatMixin
from rez_next.objects.text.fields import StringFormatType as StringFormatType
from rez_next.values.range import VersionRange
from rez_next.values.requirement import VersionedObject
from rez_next.values.version import Version

__all__ = [
    "FileFormat",
    "Package",
    "PackageBaseResourceWrapper",
    "PackageFamily",
    "PackageFamilyNotFoundError",
    "PackageFamilyResource",
    "PackageRepositoryResourceWrapper",
    "PackageResource",
    "PackageSearchPath",
    "ResourceError",
    "ResourceHandle",
    "ResourceWrapper",
    "SourceCode",
    "StringFormatMixin",
    "StringFormatType",
    "SupportsWrite",
    "Variant",
    "VariantResource",
    "Version",
    "VersionRange",
    "VersionedObject",
    "cached_property",
    "config",
    "create_package",
    "dump_package_data",
    "get_completions",
    "get_developer_package",
    "get_last_release_time",
    "get_latest_package",
    "get_latest_package_from_string",
    "get_package",
    "get_package_family_from_repository",
    "get_package_from_handle",
    "get_package_from_repository",
    "get_package_from_string",
    "get_package_from_uri",
    "get_variant",
    "get_variant_from_uri",
    "iter_package_families",
    "iter_packages",
    "late_requires_schema",
    "package_family_schema",
    "package_release_keys",
    "package_repository_manager",
    "package_schema",
    "reraise",
    "schema_keys",
    "variant_schema",
]
