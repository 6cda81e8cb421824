from collections.abc import Callable
from enum import Enum
from typing import Any

from _typeshed import SupportsWrite

from rez_next.objects.data.schema import Schema

class FileFormat(Enum):
    py = ("py",)
    yaml = ("yaml",)
    txt = ("txt",)
    extension: str
    def __init__(self, extension: str) -> None: ...

package_key_order: list[str]
version_schema: Any
package_request_schema: Any
source_code_schema: Any
tests_schema: Any
package_serialise_schema: Schema

def dump_package_data(
    data: dict[str, Any],
    buf: SupportsWrite[str],
    format_: FileFormat = ...,
    skip_attributes: list[str] | None = None,
) -> None: ...

dump_functions: dict[FileFormat, Callable[[list[tuple[str, Any]], Any], None]]
