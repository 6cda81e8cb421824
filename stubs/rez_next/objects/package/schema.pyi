from collections.abc import Callable

from rez_next.objects.data.schema import And, Or, Schema

package_release_keys: tuple[str, ...]
package_build_only_keys: tuple[str, ...]
package_rex_keys: tuple[str, ...]
help_schema: Or
request_of_text: And
late_requires_schema: Schema
commands_schema: Or
function_schema: Or

def tests_schema_of(request: And | Or | type | Callable[[object], object]) -> Schema: ...

tests_schema: Schema
package_family_schema: Schema
package_schema: Schema
variant_schema: Schema
package_pod_schema: Schema
