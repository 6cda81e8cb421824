from typing import Any

from rez_next.compat.config import create_config as create_config
from rez_next.exceptions import PackageMetadataError, ResourceError, SchemaError
from rez_next.host.source import SourceCode
from rez_next.objects.config.config import Config, config
from rez_next.objects.data.forwarding import AttributeForwardMeta as AttributeForwardMeta
from rez_next.objects.data.lazy import cached_property as cached_property
from rez_next.objects.data.schema import (
    And,
    Optional,
    Or,
    Required,
    Schema,
    Use,
    extensible_schema_dict,
    late_bound,
    schema_keys,
)
from rez_next.objects.data.schema_attributes import LazyAttributeMeta as LazyAttributeMeta
from rez_next.objects.files.filesystem import find_matching_symlink as find_matching_symlink
from rez_next.objects.package.request import PackageRequest
from rez_next.objects.package.schema import commands_schema as _commands_schema
from rez_next.objects.package.schema import function_schema as _function_schema
from rez_next.objects.package.schema import (
    help_schema,
    late_requires_schema,
    package_build_only_keys,
    package_family_schema,
    package_pod_schema,
    package_release_keys,
    package_rex_keys,
    package_schema,
    tests_schema,
    variant_schema,
)
from rez_next.objects.package.schema import request_of_text as _package_request_schema
from rez_next.objects.repository.package_resources import (
    PackageFamilyResource,
    PackageRepositoryResource,
    PackageResource,
    PackageResourceHelper,
    VariantResource,
    VariantResourceHelper,
)
from rez_next.objects.repository.resources import Resource
from rez_next.objects.text.messages import print_warning as print_warning
from rez_next.values.requirement import Requirement
from rez_next.values.version import Version

# Of the schema language: keys and values are types, schemas or texts.
base_resource_schema_dict: dict[Any, Any]
package_family_schema_dict: dict[Any, Any]
package_base_schema_dict: dict[Any, Any]
package_schema_dict: dict[Any, Any]
variant_schema_dict: dict[Any, Any]
package_pod_schema_dict: dict[Any, Any]

__all__ = [
    "And",
    "AttributeForwardMeta",
    "Config",
    "LazyAttributeMeta",
    "Optional",
    "Or",
    "PackageFamilyResource",
    "PackageMetadataError",
    "PackageRepositoryResource",
    "PackageRequest",
    "PackageResource",
    "PackageResourceHelper",
    "Required",
    "Requirement",
    "Resource",
    "ResourceError",
    "Schema",
    "SchemaError",
    "SourceCode",
    "Use",
    "VariantResource",
    "VariantResourceHelper",
    "Version",
    "_commands_schema",
    "_function_schema",
    "_package_request_schema",
    "base_resource_schema_dict",
    "cached_property",
    "config",
    "create_config",
    "extensible_schema_dict",
    "find_matching_symlink",
    "help_schema",
    "late_bound",
    "late_requires_schema",
    "package_base_schema_dict",
    "package_build_only_keys",
    "package_family_schema",
    "package_family_schema_dict",
    "package_pod_schema",
    "package_pod_schema_dict",
    "package_release_keys",
    "package_rex_keys",
    "package_schema",
    "package_schema_dict",
    "print_warning",
    "schema_keys",
    "tests_schema",
    "variant_schema",
    "variant_schema_dict",
]
