"""Pages in a browser: the service, Chromium, and a visit with everything that went wrong on it."""

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn

from ofmkg.api import state
from ofmkg.api.app import create_app
from ofmkg.api.settings import Settings

CHROMIUM = shutil.which("chromium")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@contextmanager
def served() -> Iterator[str]:
    """Yield the address of the service over the built-in data."""
    config = Settings(reload_seconds=0)
    app = create_app(config, state.load(config))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning", access_log=False))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(30)


@contextmanager
def chromium() -> Iterator[Any]:
    """Yield Debian's chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


class Visit:
    """A page in the browser, with everything that went wrong on it."""

    def __init__(
        self, browser: object, address: str, scheme: str = "light", locale: str = "en-US"
    ) -> None:
        """Open an empty page."""
        self.address = address
        context = browser.new_context(color_scheme=scheme, locale=locale)  # type: ignore[attr-defined]
        self.page = context.new_page()
        self.wrong: list[str] = []
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("request", self._request)

    def _console(self, message: object) -> None:
        if message.type == "error" and "404 (Not Found)" not in message.text:  # type: ignore[attr-defined]
            self.wrong.append(message.text)  # type: ignore[attr-defined]

    def _request(self, request: object) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):  # type: ignore[attr-defined]
            self.wrong.append(f"request to {request.url}")  # type: ignore[attr-defined]

    def go(self, path: str) -> None:
        """Open a page of the service."""
        self.page.goto(self.address + path)

    def violations(self) -> list[tuple[str, list[str]]]:
        """Return which rules of accessibility are broken, and where."""
        from axe_playwright_python.sync_playwright import Axe

        found = Axe().run(self.page, options={"runOnly": RULES})
        return [
            (each["id"], [node["html"][:120] for node in each["nodes"][:3]])
            for each in found.response["violations"]
        ]
