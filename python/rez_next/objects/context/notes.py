"""What settings want done with each context that is made or loaded, besides what its caller does.

Its use is reported to a broker (`context_tracking_host`), and its packages are copied into the
package cache (`cache_packages_path`).
"""

from __future__ import annotations

from rez_next.objects.config.config import config

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rez_next.objects.context.context import ResolvedContext


def note(context: ResolvedContext, action: str, data: dict[str, Any]) -> None:
    """Do it.

    Args:
        context: The context.
        action: `created` or `sourced`.
        data: The context as data; the setting `context_tracking_context_fields` chooses from it.
    """
    if config.context_tracking_host:
        fields = config.context_tracking_context_fields
        context._track_context({key: data[key] for key in data if key in fields}, action)
    context._update_package_cache()


def track(context: ResolvedContext, context_data: dict[str, Any], action: str) -> None:
    """Report a context's use; a broker that is not there is only printed."""
    from rez_next.objects import amqp
    from rez_next.objects.text.messages import print_error

    settings = config.context_tracking_amqp
    data = {"action": action, "context": context_data, **_common_to_all(context)}
    try:
        amqp.publish_message(
            host=config.context_tracking_host,
            amqp_settings=settings,
            routing_key="%s.%s" % (settings["exchange_routing_key"], action.upper()),
            data=data,
            block=False,
        )
    except Exception as error:
        print_error("Context tracking failed: %s: %s", type(error).__name__, error)


def _common_to_all(context: ResolvedContext) -> dict[str, Any]:
    """What messages of this process say besides, which tools may have set."""
    cls = type(context)
    with cls.context_tracking_lock:
        if cls.context_tracking_payload is None:
            from rez_next import __rez_version__
            from rez_next.host.formatting import ENV_VAR_REGEX
            from rez_next.objects.data.data import deep_del
            from rez_next.objects.system.system import system

            def is_empty(value: object) -> bool:
                text = value if isinstance(value, str) else "set"
                return not text or ENV_VAR_REGEX.search(text) is not None

            own = {"rez_version": __rez_version__, "host": system.hostname, "user": system.user}
            further = config.context_tracking_extra_fields or {}
            cls.context_tracking_payload = deep_del({**own, **further}, is_empty)
    return cls.context_tracking_payload


def update_package_cache(context: ResolvedContext) -> None:
    """Have the resolved packages copied into the package cache."""
    wanted = context.package_caching and config.cache_packages_path and config.write_package_cache
    if not wanted or not context.success:
        return
    from rez_next.objects.system.system import system

    # As in rez: only there is the program that copies.
    if not system.is_production_rez_install:
        return
    from rez_next.objects.package_cache.cache import cache_of

    cache = cache_of(context)
    if cache is not None:
        cache.add_variants(context.resolved_packages or (), context.package_cache_async)
