"""A headless Chromium, driven over a pair of pipes by its own protocol.

The pipes need no server, no port and no library: a message is JSON that ends with a zero byte.
"""

from __future__ import annotations

import base64
import json
import os
import selectors
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Dict, List, Optional

from browser import environment, installed

__all__ = ["ROOT", "BrowserError", "Chromium", "Tab", "installed"]

ROOT = Path(__file__).resolve().parents[2]

# The browser reads its file 3 and writes its file 4.
_LAUNCH = """
import os, sys
for file, wanted in [(os.dup(int(sys.argv[1])), 3), (os.dup(int(sys.argv[2])), 4)]:
    os.dup2(file, wanted)
    os.set_inheritable(wanted, True)
os.execv(sys.argv[3], sys.argv[3:])
"""

_OPTIONS = [
    "--headless",
    "--no-sandbox",
    "--no-first-run",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
]

_KEYS = {
    "Enter": (13, "\r"),
    "Escape": (27, ""),
    "Tab": (9, ""),
    "ArrowLeft": (37, ""),
    "ArrowUp": (38, ""),
    "ArrowRight": (39, ""),
    "ArrowDown": (40, ""),
    "Home": (36, ""),
    "End": (35, ""),
}


class BrowserError(Exception):
    """The browser ended, did not answer in time, or refused."""


class Chromium:
    """A running browser.

    Args:
        program: Its path.
    """

    def __init__(self, program: str) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="chromium-", ignore_cleanup_errors=True)
        to_read, self._to = os.pipe()
        self._from, to_write = os.pipe()
        options = [*_OPTIONS, f"--user-data-dir={self._folder.name}/profile"]
        log = Path(self._folder.name, "log")
        with log.open("wb") as errors:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _LAUNCH, str(to_read), str(to_write), program, *options],
                pass_fds=(to_read, to_write),
                env={**environment(program), "HOME": self._folder.name},
                stdin=subprocess.DEVNULL,
                stdout=errors,
                stderr=errors,
            )
        self._log = log
        os.close(to_read)
        os.close(to_write)
        self._received = b""
        self._next = 0
        self._events: Dict[str, List[Dict[str, Any]]] = {}
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._from, selectors.EVENT_READ)

    def open(self, path: Path, dark: bool = False, width: int = 1200, height: int = 800) -> Tab:
        """Open a page from a file and wait until it is loaded.

        Args:
            path: The file.
            dark: Ask for the dark theme.
            width: Of the window, in pixels.
            height: Of the window, in pixels.
        """
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        tab = Tab(self, session, target)
        tab.load(path, dark, width, height)
        return tab

    def call(self, method: str, session: Optional[str] = None, **parameters: Any) -> Dict[str, Any]:
        """Ask the browser something; the events that come before the answer are kept."""
        self._next += 1
        message: Dict[str, Any] = {"id": self._next, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        try:
            os.write(self._to, json.dumps(message).encode("utf-8") + b"\0")
        except BrokenPipeError:
            raise BrowserError(f"the browser ended{self._end_of_log()}") from None
        while True:
            answer = self._receive()
            if answer.get("id") != self._next:
                self._events.setdefault(answer.get("sessionId", ""), []).append(answer)
            elif "error" in answer:
                raise BrowserError(f"{method}: {answer['error']['message']}")
            else:
                result: Dict[str, Any] = answer["result"]
                return result

    def events(self, session: str) -> List[Dict[str, Any]]:
        """Take the events of a page that have come."""
        return self._events.pop(session, [])

    def close(self) -> None:
        """End the browser."""
        os.close(self._to)
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._selector.close()
        os.close(self._from)
        self._folder.cleanup()

    def _receive(self, seconds: float = 30.0) -> Dict[str, Any]:
        deadline = time.monotonic() + seconds
        while b"\0" not in self._received:
            if not self._selector.select(max(0.0, deadline - time.monotonic())):
                raise BrowserError(f"no word for {seconds:.0f} s{self._end_of_log()}")
            received = os.read(self._from, 1 << 16)
            if not received:
                raise BrowserError(f"the browser ended{self._end_of_log()}")
            self._received += received
        message, _, self._received = self._received.partition(b"\0")
        parsed: Dict[str, Any] = json.loads(message)
        return parsed

    def _end_of_log(self) -> str:
        return "\n" + self._log.read_text("utf-8", "replace")[-2000:]


class Tab:
    """A page in the browser."""

    def __init__(self, browser: Chromium, session: str, target: str) -> None:
        self._browser = browser
        self._session = session
        self._target = target
        self._errors: List[str] = []
        self._requests: List[str] = []

    def load(self, path: Path, dark: bool, width: int, height: int) -> None:
        """Load a file, with everything recorded that goes wrong or leaves the file."""
        for domain in ("Page", "Runtime", "Log", "Network"):
            self._call(f"{domain}.enable")
        scheme = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self._call("Emulation.setEmulatedMedia", features=scheme)
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self._call("Emulation.setDeviceMetricsOverride", **size)
        failure = self._call("Page.navigate", url=path.as_uri()).get("errorText")
        if failure:
            raise BrowserError(f"{path}: {failure}")
        self.wait("document.readyState === 'complete'")

    @property
    def errors(self) -> List[str]:
        """What the console showed as an error, and what was thrown, so far."""
        self._take_events()
        return self._errors

    @property
    def requests(self) -> List[str]:
        """What was asked for besides the page itself."""
        self._take_events()
        return self._requests[1:]

    def evaluate(self, expression: str) -> Any:
        """Return the value of a JavaScript expression; a promise is waited for."""
        answer = self._call(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        if "exceptionDetails" in answer:
            raise BrowserError(_thrown(answer["exceptionDetails"]))
        return answer["result"].get("value")

    def wait(self, condition: str, seconds: float = 10.0) -> None:
        """Wait until a JavaScript expression is true."""
        deadline = time.monotonic() + seconds
        while not self.evaluate(f"Boolean({condition})"):
            if time.monotonic() > deadline:
                raise BrowserError(f"not within {seconds:.0f} s: {condition}")
            self.evaluate("new Promise((done) => setTimeout(done, 20))")

    def text(self, selector: str = "body") -> str:
        """Return the text that is to be read in an element."""
        find = "((found) => found.innerText ?? found.textContent)(document.querySelector(%s))"
        return str(self.evaluate(find % json.dumps(selector)))

    def click(self, selector: str) -> None:
        """Click into the middle of an element, with the mouse."""
        x, y = self.middle(selector)
        for kind in ("mousePressed", "mouseReleased"):
            self.mouse(kind, x, y)

    def middle(self, selector: str) -> List[float]:
        """Return where the middle of an element is, after it was scrolled to."""
        find = (
            "(() => { const found = document.querySelector(%s);"
            " found.scrollIntoView({ block: 'nearest' });"
            " const box = found.getBoundingClientRect();"
            " return [box.x + box.width / 2, box.y + box.height / 2]; })()"
        )
        where: List[float] = self.evaluate(find % json.dumps(selector))
        return where

    def mouse(self, kind: str, x: float, y: float, **more: Any) -> None:
        """Send one event of the mouse: mousePressed, mouseReleased, mouseMoved or mouseWheel."""
        details = {"button": "left", "clickCount": 1, **more}
        self._call("Input.dispatchMouseEvent", type=kind, x=x, y=y, **details)

    def press(self, key: str) -> None:
        """Press a key: a character, or its name."""
        code, text = _KEYS.get(key, (ord(key[0].upper()), key))
        details = {"key": key, "windowsVirtualKeyCode": code, "text": text}
        self._call("Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown", **details)
        self._call("Input.dispatchKeyEvent", type="keyUp", key=key, windowsVirtualKeyCode=code)

    def type(self, text: str) -> None:
        """Type into what has the focus."""
        self._call("Input.insertText", text=text)

    def screenshot(self, path: Path) -> Path:
        """Write what is to be seen as a PNG."""
        data = self._call("Page.captureScreenshot", format="png")["data"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(base64.b64decode(data))
        return path

    def close(self) -> None:
        """Close the page."""
        self._browser.call("Target.closeTarget", targetId=self._target)

    def _call(self, method: str, **parameters: Any) -> Dict[str, Any]:
        return self._browser.call(method, self._session, **parameters)

    def _take_events(self) -> None:
        self.evaluate("0")  # What happened before has been reported when this is answered.
        for event in self._browser.events(self._session):
            details = event["params"]
            if event["method"] == "Runtime.exceptionThrown":
                self._errors.append(_thrown(details["exceptionDetails"]))
            elif event["method"] == "Log.entryAdded" and details["entry"]["level"] == "error":
                self._errors.append(details["entry"]["text"])
            elif event["method"] == "Runtime.consoleAPICalled" and details["type"] == "error":
                values = [str(each.get("value", each)) for each in details["args"]]
                self._errors.append(" ".join(values))
            elif event["method"] == "Network.requestWillBeSent":
                self._requests.append(details["request"]["url"])


def _thrown(details: Dict[str, Any]) -> str:
    return str(details.get("exception", {}).get("description") or details["text"])
