"""Settings of rez's release hooks."""

emailer = {
    "subject": "[rez] [release] {system.user} released {package.qualified_name}",
    "body": """
Package '{package.qualified_name}' was released by {system.user}@{system.fqdn}.

USER: {system.user}
PACKAGE: {package.qualified_name}
RELEASED TO: {release.path}
PREVIOUS VERSION: {release.previous_version}
REZ VERSION: {system.rez_version}

{variants.count} VARIANTS:
{variants.paths}

MESSAGE:
{release.message}

CHANGELOG:
{release.changelog}
""".strip(),
    "smtp_host": "",
    "smtp_port": 25,
    "sender": "{system.user}@rez-release.com",
    # Addresses, or the path of a file that says who gets which packages.
    "recipients": [],
}

command = {
    "print_commands": True,
    "print_output": True,
    "print_error": True,
    "cancel_on_error": True,
    "stop_on_error": True,
    "pre_build_commands": [],
    "pre_release_commands": [],
    "post_release_commands": [],
}

amqp = {
    "host": "",
    "userid": "",
    "password": "",
    # Seconds.
    "connect_timeout": 10,
    "exchange_name": "",
    "exchange_routing_key": "REZ.PACKAGE.RELEASED",
    "message_delivery_mode": 1,
    "message_attributes": {},
}
