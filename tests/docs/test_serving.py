"""The page on serving tells every setting with its default, and addresses that there are."""

import re
from pathlib import Path

from ofmkg.api.app import create_app
from ofmkg.api.routes import documentation, site
from ofmkg.api.settings import Settings, table
from ofmkg.api.state import snapshot

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "serving.md").read_text(encoding="utf-8")


def test_every_setting_stands_in_the_table() -> None:
    shown = [tuple(line[2:-2].split(" | ")) for line in PAGE.splitlines() if "| `OFMKG_" in line]
    assert shown == table()


def test_settings_named_in_the_text_exist() -> None:
    named = set(re.findall(r"OFMKG_([A-Z_]+)", PAGE))
    assert {name.lower() for name in named} <= set(Settings.model_fields)


def test_addresses_exist() -> None:
    app = create_app(Settings(), snapshot([]))
    hidden = [*site.router.routes, *documentation.router.routes]
    paths = {*app.openapi()["paths"], *(route.path for route in hidden)}  # type: ignore[attr-defined]
    addresses = re.findall(r"^\| (`/.*?) \|", PAGE, re.MULTILINE)
    found = {part.partition("?")[0] for row in addresses for part in re.findall(r"`(/[^`]*)`", row)}
    assert len(found) > 6
    assert found - {"/openapi.json", "/"} <= paths
