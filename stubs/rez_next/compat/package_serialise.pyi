from rez_next.host.source import SourceCode as SourceCode
from rez_next.objects.data.schema import extensible_schema_dict as extensible_schema_dict
from rez_next.objects.data.schema import late_bound as late_bound
from rez_next.objects.package.request import PackageRequest as PackageRequest
from rez_next.objects.package.text import FileFormat as FileFormat
from rez_next.objects.package.text import dump_functions as dump_functions
from rez_next.objects.package.text import dump_package_data as dump_package_data
from rez_next.objects.package.text import package_key_order as package_key_order
from rez_next.objects.package.text import package_request_schema as package_request_schema
from rez_next.objects.package.text import package_serialise_schema as package_serialise_schema
from rez_next.objects.package.text import source_code_schema as source_code_schema
from rez_next.objects.package.text import tests_schema as tests_schema
from rez_next.objects.package.text import version_schema as version_schema
from rez_next.objects.text.python_code import as_block_string as as_block_string
from rez_next.objects.text.python_code import dict_to_attributes_code as dict_to_attributes_code
from rez_next.objects.text.python_code import indent as indent
from rez_next.objects.text.yaml_files import dump_yaml as dump_yaml
from rez_next.values.version import Version as Version

__all__ = [
    "FileFormat",
    "PackageRequest",
    "SourceCode",
    "Version",
    "as_block_string",
    "dict_to_attributes_code",
    "dump_functions",
    "dump_package_data",
    "dump_yaml",
    "extensible_schema_dict",
    "indent",
    "late_bound",
    "package_key_order",
    "package_request_schema",
    "package_serialise_schema",
    "source_code_schema",
    "tests_schema",
    "version_schema",
]
