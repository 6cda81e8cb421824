"""The release hook `amqp`: tells a message broker of a release."""

from __future__ import annotations

from rez_next.objects.amqp import publish_message
from rez_next.objects.config.config import config
from rez_next.objects.releasing.hook import ReleaseHook
from rez_next.objects.system.system import system
from rez_next.objects.text.messages import print_debug, print_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, ClassVar


class AmqpReleaseHook(ReleaseHook):
    """Publishes JSON about a release, by the settings `plugins.release_hook.amqp`.

    It says, as `package`, the package's `handle`, `name`, `version`, `qualified_name`, `uri` and
    the `user`; as `variants`, the `handle` of each; and what `message_attributes` adds.
    """

    schema_dict: ClassVar[dict[str, Any]] = {
        "host": str,
        "userid": str,
        "password": str,
        "connect_timeout": int,
        "exchange_name": str,
        "exchange_routing_key": str,
        "message_delivery_mode": int,
        "message_attributes": dict,
    }

    @classmethod
    def name(cls) -> str:
        """`amqp`."""
        return "amqp"

    def post_release(  # type: ignore[override]
        self, user: str, install_path: str, variants: Any, **kwargs: Any
    ) -> None:
        """Publish what was released."""
        package: Any = variants[0].parent if variants else self.package
        self.publish_message(
            {
                "package": {
                    "name": package.name,
                    "version": str(package.version),
                    "qualified_name": package.qualified_name,
                    "uri": package.uri,
                    "handle": package.handle.to_dict(),
                    "user": system.user,
                },
                "variants": [{"handle": variant.handle.to_dict()} for variant in variants or ()],
                **self.settings.message_attributes,
            }
        )

    def publish_message(self, data: dict[str, Any]) -> None:
        """Publish data; that there is no broker is only printed."""
        if not self.settings.host:
            print_error("Did not publish message, host is not specified")
            return
        routing_key = self.settings.exchange_routing_key
        print("Publishing AMQP message on %s..." % routing_key)
        publish_message(
            host=self.settings.host,
            amqp_settings=self.settings,
            routing_key=routing_key,
            data=data,
        )
        if config.debug("package_release"):
            print_debug("Published message: %s", data)
