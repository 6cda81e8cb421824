"""rez.packages: finding packages, and what they are.

What makes packages, or writes them, is looked up when it is asked for: who only finds packages does
not wait for it.
"""

from __future__ import annotations

from rez_next.compat._elsewhere import given_from
from rez_next.exceptions import PackageFamilyNotFoundError, ResourceError
from rez_next.host.source import SourceCode
from rez_next.objects.config.config import config
from rez_next.objects.data.schema import schema_keys
from rez_next.objects.package.package import Package, PackageFamily, Variant
from rez_next.objects.package.schema import late_requires_schema as late_requires_schema
from rez_next.objects.package.schema import package_family_schema as package_family_schema
from rez_next.objects.package.schema import package_release_keys as package_release_keys
from rez_next.objects.package.schema import package_schema as package_schema
from rez_next.objects.package.schema import variant_schema as variant_schema
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
from rez_next.values.range import VersionRange
from rez_next.values.requirement import VersionedObject
from rez_next.values.version import Version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from rez_next.objects.package.developer import get_developer_package
    from rez_next.objects.package.made import create_package

__all__ = [
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
    "Variant",
    "VariantResource",
    "Version",
    "VersionRange",
    "VersionedObject",
    "config",
    "create_package",
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
    "schema_keys",
    "variant_schema",
]

__getattr__ = given_from(
    __name__,
    {
        "compat.utils": "reraise",
        "compat.utils.typing": "SupportsWrite",
        "objects.data.lazy": "cached_property",
        "objects.package.developer": "get_developer_package",
        "objects.package.made": "create_package",
        "objects.package.text": "FileFormat dump_package_data",
        "objects.text.fields": "StringFormatMixin StringFormatType",
    },
)
