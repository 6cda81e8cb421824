"""rez's package schema as Python values, for packages whose data is in this process.

The engine checks definitions that lie in files by a schema of its own (`src/definition/schema.ts`);
this one is for memory repositories and for users' own classes of packages.
"""

from __future__ import annotations

from rez_next.host.source import SourceCode
from rez_next.objects.config.config import Config, config
from rez_next.objects.data.schema import And, Optional, Or, Required, Schema, Use, late_bound
from rez_next.objects.data.schema import extensible_schema_dict as extensible
from rez_next.objects.package.request import PackageRequest
from rez_next.values.version import Version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

#: Attributes that a release sets.
package_release_keys = (
    "timestamp",
    "revision",
    "changelog",
    "release_message",
    "previous_version",
    "previous_revision",
    "vcs",
)

#: Attributes that are for the build and are not installed.
package_build_only_keys = (
    "requires_rez_version",
    "build_system",
    "build_command",
    "preprocess",
    "pre_build_commands",
)

#: Attributes that are functions in rex.
package_rex_keys = (
    "pre_commands",
    "commands",
    "post_commands",
    "pre_build_commands",
    "pre_test_commands",
)

help_schema = Or(str, [[str]])

request_of_text = And(str, Use(PackageRequest))
_request = Or(PackageRequest, request_of_text)

#: What a late-bound list of requests gives.
late_requires_schema = Schema([_request])


def _dedented(text: str) -> str:
    from textwrap import dedent

    return dedent(text).strip()


_text = And(str, Use(_dedented))

commands_schema = Or(SourceCode, callable, str, [str])
function_schema = Or(SourceCode, callable)


def tests_schema_of(request: Any) -> Schema:
    """What `tests` must look like.

    Args:
        request: What a request in it must look like.
    """
    chosen = {"type": "requires", "value": [request]}
    test = {
        "command": Or(str, [str]),
        Optional("requires"): [request],
        Optional("run_on"): Or(str, [str]),
        Optional("on_variants"): Or(bool, chosen),
    }
    return Schema({Optional(str): Or(str, [str], extensible(test))})


tests_schema = tests_schema_of(_request)

_name: dict[Any, Any] = {Required("name"): str}


def _keys(*, request: Any, version: Any, text: Any, commands: Any, settings: Any) -> dict[Any, Any]:
    """The keys of every package, with what depends on whether the data is as written or as read."""
    requests = late_bound([request])
    permission = late_bound(Or(None, bool))
    return {
        **_name,
        Optional("base"): str,
        Optional("version"): version,
        Optional("description"): text,
        Optional("authors"): [str],
        Optional("requires"): requests,
        Optional("build_requires"): requests,
        Optional("private_build_requires"): requests,
        Optional("has_plugins"): late_bound(bool),
        Optional("plugin_for"): late_bound([str]),
        Optional("uuid"): str,
        Optional("config"): settings,
        Optional("tools"): late_bound([str]),
        Optional("help"): late_bound(help_schema),
        Optional("hashed_variants"): bool,
        Optional("relocatable"): permission,
        Optional("cachable"): permission,
        Optional("tests"): late_bound(tests_schema),
        **{Optional(name): commands for name in package_rex_keys},
        Optional("timestamp"): int,
        Optional("revision"): object,
        Optional("changelog"): text,
        Optional("release_message"): Or(None, str),
        Optional("previous_version"): version,
        Optional("previous_revision"): object,
        Optional("vcs"): str,
        Optional(str): late_bound(object),
    }


_read = _keys(
    request=PackageRequest, version=Version, text=str, commands=SourceCode, settings=Config
)
_written = _keys(
    request=request_of_text,
    version=And(str, Use(Version)),
    text=_text,
    commands=commands_schema,
    settings=And(dict, Use(lambda own: config.copy(own))),
)

package_family_schema = Schema(dict(_name))

#: A package as it is read: versions, requests and code as such.
package_schema = Schema({**_read, Optional("variants"): [[PackageRequest]]})

#: A variant, as it is read.
variant_schema = Schema(dict(_read))

#: A package as it is written: plain data, of which this schema makes the other.
package_pod_schema = Schema({**_written, Optional("variants"): [[request_of_text]]})
