"""Bytes to messages and back: JSON behind a `Content-Length` header, as vscode-jsonrpc has it."""

from __future__ import annotations

import json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Dict, List

    Message = Dict[str, Any]

_HEADER_END = b"\r\n\r\n"
_LENGTH = b"content-length:"

_to_text = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode
_to_ascii = json.JSONEncoder(ensure_ascii=True, allow_nan=False, separators=(",", ":")).encode
_from_text = json.JSONDecoder().decode


def to_json(value: Any) -> bytes:
    """JSON as UTF-8. Raises TypeError or ValueError for what JSON cannot say.

    A file name that is not UTF-8 has lone surrogates in Python; they cross as escapes, which both
    sides' parsers turn into the same lone surrogates again.
    """
    text = _to_text(value)
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        return _to_ascii(value).encode("ascii")


def frame(body: bytes) -> bytes:
    """One message, ready to be written."""
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


class FrameError(Exception):
    """What arrived is not a message: something else writes to the engine's standard output."""


class Decoder:
    """Messages out of bytes that arrive in any pieces."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        # How many bytes the next message needs, header included; 0 while the header is incomplete.
        self._needed = 0
        self._body_start = 0
        #: How long each message was that the last bytes have completed.
        self.sizes: List[int] = []

    def feed(self, data: bytes) -> List[Message]:
        """Takes the next bytes and gives the messages that are complete with them."""
        buffer = self._buffer
        buffer += data
        messages: List[Message] = []
        self.sizes = []
        while True:
            if not self._needed and not self._read_header():
                return messages
            if len(buffer) < self._needed:
                return messages
            body = buffer[self._body_start : self._needed]
            del buffer[: self._needed]
            self._needed = 0
            self.sizes.append(len(body))
            try:
                messages.append(_from_text(body.decode("utf-8")))
            except ValueError as error:
                raise FrameError(f"a message is not JSON: {error}") from None

    def _read_header(self) -> bool:
        end = self._buffer.find(_HEADER_END)
        if end < 0:
            if len(self._buffer) > 4096:
                raise FrameError(f"no message header in {bytes(self._buffer[:80])!r}")
            return False
        for line in bytes(self._buffer[:end]).lower().split(b"\r\n"):
            if line.startswith(_LENGTH):
                try:
                    length = int(line[len(_LENGTH) :])
                except ValueError:
                    break
                self._body_start = end + len(_HEADER_END)
                self._needed = self._body_start + length
                return True
        raise FrameError(f"no message header in {bytes(self._buffer[:80])!r}")
