"""The release hook `emailer`: sends a mail after a release."""

from __future__ import annotations

import os

from rez_next.objects.config.delay_load import read_yaml
from rez_next.objects.data.schema import Or
from rez_next.objects.data.scope import scoped_formatter
from rez_next.objects.releasing.hook import ReleaseHook
from rez_next.objects.system.system import system
from rez_next.objects.text.messages import print_error, print_warning

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, ClassVar

_ABSENT = object()


class EmailReleaseHook(ReleaseHook):
    """Sends a mail about a release, by the settings `plugins.release_hook.emailer`.

    The settings `subject` and `body` are texts with fields such as `{package.qualified_name}`.
    `recipients` is a list of addresses, an address, or a file of rules who is told of what.
    """

    schema_dict: ClassVar[dict[str, Any]] = {
        "subject": str,
        "body": str,
        "smtp_host": str,
        "smtp_port": int,
        "sender": str,
        "recipients": Or(str, [str]),
    }

    @classmethod
    def name(cls) -> str:
        """`emailer`."""
        return "emailer"

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
        """Send the mail, unless nothing was released."""
        if not variants:
            return
        formatter = scoped_formatter(
            release={
                "path": install_path,
                "previous_version": previous_version or "None.",
                "message": release_message or "No release message.",
                "changelog": changelog or "No changelog.",
            },
            variants={
                "count": len(variants),
                "paths": "\n".join(variant.root for variant in variants),
            },
            system=system,
            package=self.package,
        )
        body = formatter.format(self.settings.body).strip().replace("\n\n\n", "\n\n")
        self.send_email(formatter.format(self.settings.subject), body)

    def send_email(self, subject: str, body: str) -> None:
        """Send a mail to those the settings name. That it cannot be sent is only printed.

        Args:
            subject: What it is about.
            body: Its text.
        """
        if not self.settings.recipients:
            return
        if not self.settings.smtp_host:
            print_warning("did not send release email: SMTP host is not specified")
            return
        recipients = self.get_recipients()
        if not recipients:
            return
        print("Sending release email to:")
        print("\n".join("- %s" % recipient for recipient in recipients))
        from email.mime.text import MIMEText
        from smtplib import SMTP

        message = MIMEText(body)
        message["Subject"] = subject
        message["From"] = self.settings.sender
        message["To"] = ",".join(recipients)
        try:
            with SMTP(self.settings.smtp_host, self.settings.smtp_port) as server:
                server.sendmail(
                    from_addr=self.settings.sender, to_addrs=recipients, msg=message.as_string()
                )
        except Exception as error:
            print_error("release email delivery failed: %s", error)
        else:
            print("Email(s) sent.")

    def get_recipients(self) -> list[str]:
        """The addresses that the setting `recipients` means; none if it is wrong."""
        setting = self.settings.recipients
        if isinstance(setting, list):
            return setting
        if os.path.exists(setting):
            try:
                return self.load_recipients(setting)
            except Exception as error:
                message = "failed to load recipients config: %s. Emails not sent"
                print_error(message, error)
                return []
        if "@" in setting:
            return [setting]
        print_error("email recipient file does not exist: %s. Emails not sent", setting)
        return []

    def load_recipients(self, filepath: str) -> list[str]:
        """The addresses that a file of rules gives for the package.

        Args:
            filepath: A YAML file: `rules`, a list of `recipients` with, perhaps, `filters`:
                attributes of packages and the values, or lists of values, they have to have.

        Raises:
            TypeError: It is no such file.
        """
        found: set[str] = set()
        for rule in _of_type(read_yaml(filepath).get("rules", []), list):
            filters = _of_type(rule.get("filters") or {}, dict)
            if all(self._matches(name, value) for name, value in filters.items()):
                found.update(_of_type(rule.get("recipients"), list))
        return sorted(found)

    def _matches(self, attribute: str, wanted: Any) -> bool:
        value = getattr(self.package, attribute, _ABSENT)
        if value is _ABSENT or wanted is None:
            return value is not _ABSENT
        return value in wanted if isinstance(wanted, list) else bool(value == wanted)


def _of_type(value: Any, type_: type) -> Any:
    if not isinstance(value, type_):
        raise TypeError("Expected %s, not %s" % (type_, value))
    return value
