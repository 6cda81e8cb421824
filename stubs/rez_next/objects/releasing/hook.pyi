from collections.abc import Iterable
from enum import Enum
from typing import Any

from rez_next.objects.package.developer import DeveloperPackage
from rez_next.objects.package.package import Variant
from rez_next.values.version import Version

class ReleaseHook:
    @classmethod
    def name(cls) -> str: ...
    source_path: str
    package: DeveloperPackage
    # The settings of the plugin, attributes by their names.
    type_settings: Any
    settings: Any
    def __init__(self, source_path: str) -> None: ...
    def pre_build(
        self,
        user: str,
        install_path: str,
        variants: list[int] | None = None,
        release_message: str | None = None,
        changelog: str | None = None,
        previous_version: Version | None = None,
        previous_revision: object = None,
        **kwargs: object,
    ) -> None: ...
    def pre_release(
        self,
        user: str,
        install_path: str,
        variants: list[int] | None = None,
        release_message: str | None = None,
        changelog: str | None = None,
        previous_version: Version | None = None,
        previous_revision: object = None,
        **kwargs: object,
    ) -> None: ...
    def post_release(
        self,
        user: str,
        install_path: str,
        variants: list[Variant],
        release_message: str | None = None,
        changelog: str | None = None,
        previous_version: Version | None = None,
        previous_revision: object = None,
        **kwargs: object,
    ) -> None: ...

class ReleaseHookEvent(Enum):
    pre_build = ("pre-build", "build", "pre_build")
    pre_release = ("pre-release", "release", "pre_release")
    post_release = ("post-release", "release", "post_release")
    label = ...
    noun = ...
    def __init__(self, label: str, noun: str, func_name: str) -> None: ...

def get_release_hook_types() -> list[str]: ...
def create_release_hook(name: str, source_path: str) -> ReleaseHook: ...
def create_release_hooks(names: Iterable[str], source_path: str) -> list[ReleaseHook]: ...
