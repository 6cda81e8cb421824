"""Release hooks: what a studio does before and after each release.

The kinds are plugins of the type `release_hook`; see `command`, `emailer` and `amqp` beside this
file. The setting `release_hooks` names those that run.
"""

from __future__ import annotations

from enum import Enum

from rez_next.objects.package.developer import get_developer_package
from rez_next.objects.text.messages import print_debug, print_warning

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any


class ReleaseHook:
    """Joins in when a package is released. Subclasses say what they do.

    Args:
        source_path: The package's source folder.

    Attributes:
        package: The package.
        type_settings: The settings `plugins.release_hook`.
        settings: Those of this kind.
    """

    @classmethod
    def name(cls) -> str:
        """The plugin's name."""
        raise NotImplementedError

    def __init__(self, source_path: str) -> None:
        self.source_path = source_path
        self.package = get_developer_package(source_path)
        self.type_settings: Any = self.package.config.plugins.release_hook
        self.settings: Any = self.type_settings.get(self.name())

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
    ) -> None:
        """Called before a build.

        Args:
            user: Who builds.
            install_path: The repository.
            variants: Which variants; None means all.
            release_message: What the release is about.
            changelog: What changed since the last release.
            previous_version: The version of the last release, or None.
            previous_revision: The revision of the last release, in its version control's form.
            kwargs: What later releases of rez may add.

        Raises:
            ReleaseHookCancellingError: To cancel it.
        """

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
    ) -> None:
        """Called before the first variant is released.

        Args:
            user: Who releases.
            install_path: The repository.
            variants: Which variants; None means all.
            release_message: What the release is about.
            changelog: What changed since the last release.
            previous_version: The version of the last release, or None.
            previous_revision: The revision of the last release, in its version control's form.
            kwargs: What later releases of rez may add.

        Raises:
            ReleaseHookCancellingError: To cancel it.
        """

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
    ) -> None:
        """Called after the last variant was released.

        Args:
            user: Who releases.
            install_path: The repository.
            variants: The variants that were released.
            release_message: What the release is about.
            changelog: What changed since the last release.
            previous_version: The version of the last release, or None.
            previous_revision: The revision of the last release, in its version control's form.
            kwargs: What later releases of rez may add.
        """


class ReleaseHookEvent(Enum):
    """When hooks are called.

    Attributes:
        label: What messages call it.
        noun: What a hook would cancel.
    """

    pre_build = ("pre-build", "build", "pre_build")
    pre_release = ("pre-release", "release", "pre_release")
    post_release = ("post-release", "release", "post_release")

    def __init__(self, label: str, noun: str, func_name: str) -> None:
        self.label = label
        self.noun = noun
        self.__name__ = func_name


def get_release_hook_types() -> list[str]:
    """The names of the kinds of hooks that there are."""
    from rez_next.objects.plugin.manager import plugin_manager

    names: list[str] = plugin_manager.get_plugins("release_hook")
    return names


def create_release_hook(name: str, source_path: str) -> ReleaseHook:
    """Make a hook.

    Args:
        name: Its kind.
        source_path: The package's source folder.

    Raises:
        RezPluginError: There is no such kind.
    """
    from rez_next.objects.plugin.manager import plugin_manager

    hook: ReleaseHook = plugin_manager.create_instance(
        "release_hook", name, source_path=source_path
    )
    return hook


def create_release_hooks(names: Iterable[str], source_path: str) -> list[ReleaseHook]:
    """Make hooks; one that cannot be made is left out, with a warning.

    Args:
        names: Their kinds.
        source_path: The package's source folder.
    """
    hooks = []
    for name in names or ():
        try:
            hooks.append(create_release_hook(name, source_path))
        except Exception:
            from traceback import format_exc

            print_warning("Release hook '%s' is not available.", name)
            print_debug(format_exc())
    return hooks
