"""Messages to a broker by AMQP, through the library pika, which the user has to install."""

from __future__ import annotations

import atexit
import json
import logging
import queue
import socket
import threading
import time
from urllib.parse import urlsplit

from rez_next.objects.config.config import config
from rez_next.objects.text.messages import print_debug, print_error, print_warning

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

try:
    from pika import BasicProperties, BlockingConnection, ConnectionParameters, PlainCredentials
    from pika.exceptions import AMQPConnectionError
except ModuleNotFoundError:
    BasicProperties = BlockingConnection = ConnectionParameters = PlainCredentials = None
    AMQPConnectionError = OSError

# How long a process that ends waits for messages on their way, in seconds.
_PATIENCE = 5.0


def publish_message(
    host: str, amqp_settings: Any, routing_key: str, data: Any, block: bool = True
) -> bool:
    """Publish data as JSON.

    Args:
        host: The broker: a name, with a port if need be, or a URL; `stdout` prints it instead.
        amqp_settings: A mapping: `userid`, `password`, `connect_timeout` in seconds,
            `exchange_name`, `message_delivery_mode`.
        routing_key: The message's routing key.
        data: The data.
        block: Wait until it is sent.

    Returns:
        True if it was sent, or is to be; why it was not is printed.

    Raises:
        ImportError: The library pika is not installed.
    """
    message = {
        "host": host,
        "amqp_settings": amqp_settings,
        "routing_key": routing_key,
        "data": data,
    }
    if block:
        return _publish_message(**message)
    _check_library(host)
    _sender.send(message)
    return True


def parse_host_and_port(url: str) -> tuple[str | None, int | None]:
    """The host and the port of a URL, or of a text such as `host:5672`."""
    # Without slashes the host would be read as a scheme.
    parts = urlsplit(url if "://" in url or url.startswith("//") else "//" + url)
    return parts.hostname, parts.port


def set_pika_log_level() -> None:
    """Have pika log all it does, if the setting `debug_context_tracking` wants it."""
    if config.debug("context_tracking"):
        for name in ("pika", "rez.vendor.pika"):  # rez's copy, which tools may hold
            logging.getLogger(name).setLevel(logging.DEBUG)


def _publish_message(host: str, amqp_settings: Any, routing_key: str, data: Any) -> bool:
    if host == "stdout":
        print("Published to %s: %s" % (routing_key, data))
        return True
    _check_library(host)
    if config.debug("context_tracking"):
        set_pika_log_level()
    try:
        connection = BlockingConnection(_parameters(host, amqp_settings))
    except (OSError, AMQPConnectionError) as error:
        if host:
            print_warning("Cannot connect to the message broker: %s", error)
        elif config.debug("context_tracking"):
            print_debug("Cannot connect to the message broker: %s", error)
        return False
    try:
        connection.channel().basic_publish(
            exchange=amqp_settings["exchange_name"],
            routing_key=routing_key,
            body=json.dumps(data),
            properties=BasicProperties(
                content_type="application/json",
                content_encoding="utf-8",
                delivery_mode=amqp_settings.get("message_delivery_mode"),
            ),
        )
    except Exception as error:
        print_error("Failed to publish message: %s", error)
        return False
    finally:
        connection.close()
    return True


def _check_library(host: str) -> None:
    if BlockingConnection is None and host != "stdout":
        raise ImportError(
            "Messages to a broker need the public library 'pika', which is not installed here. "
            "Install it with: pip install pika",
            name="pika",
        )


def _parameters(host: str, amqp_settings: Any) -> Any:
    name, port = parse_host_and_port(host)
    further: dict[str, Any] = {"host": name}
    if port is not None:
        further["port"] = port
    user = amqp_settings.get("userid")
    if user:
        password = amqp_settings.get("password")
        further["credentials"] = PlainCredentials(username=user, password=password)
    return ConnectionParameters(
        socket_timeout=amqp_settings.get("connect_timeout"),
        client_properties={"connection_name": "rez.publish.%s" % socket.gethostname()},
        **further,
    )


class _Sender:
    """Sends messages one after the other, on a thread that the first of them starts."""

    def __init__(self) -> None:
        self._waiting: queue.Queue[dict[str, Any]] = queue.Queue()
        self._lock = threading.Lock()
        self._started = False

    def send(self, message: dict[str, Any]) -> None:
        self._waiting.put(message)
        with self._lock:
            if not self._started:
                self._started = True
                threading.Thread(target=self._run, daemon=True).start()
                atexit.register(self.wait)

    def _run(self) -> None:
        while True:
            message = self._waiting.get()
            try:
                _publish_message(**message)
            finally:
                self._waiting.task_done()

    def wait(self) -> None:
        end = time.monotonic() + _PATIENCE
        while self._waiting.unfinished_tasks and time.monotonic() < end:
            time.sleep(0.1)


_sender = _Sender()


def on_exit() -> None:
    """Wait for messages on their way, for a few seconds at most; done when Python ends."""
    _sender.wait()
