from collections.abc import Iterable
from enum import Enum
from typing import Any

from rez_next.objects.package.developer import DeveloperPackage

class ReleaseHook:
    @classmethod
    def name(cls) -> str: ...
    source_path: str
    package: DeveloperPackage
    type_settings: Any
    settings: Any
    def __init__(self, source_path: str) -> None: ...
    def pre_build(
        self,
        user: str,
        install_path: str,
        variants: list[int] | None = None,
        release_message: str | None = None,
        changelog: Any = None,
        previous_version: Any = None,
        previous_revision: Any = None,
        **kwargs: Any,
    ) -> None: ...
    def pre_release(
        self,
        user: str,
        install_path: str,
        variants: list[int] | None = None,
        release_message: str | None = None,
        changelog: Any = None,
        previous_version: Any = None,
        previous_revision: Any = None,
        **kwargs: Any,
    ) -> None: ...
    def post_release(
        self,
        user: str,
        install_path: str,
        variants: Any,
        release_message: str | None = None,
        changelog: Any = None,
        previous_version: Any = None,
        previous_revision: Any = None,
        **kwargs: Any,
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
