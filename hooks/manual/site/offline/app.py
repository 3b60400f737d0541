"""The web app manifest: how a phone installs the site, and what its icon opens."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from manual.settings import Site

PATH = "manifest.webmanifest"
ACCENT = "#0a5c66"
PAPER = "#ffffff"
_ICONS = (
    ("icon.svg", "any", "any"),
    ("icon-192.png", "192x192", "any"),
    ("icon-512.png", "512x512", "any"),
    ("icon-maskable-192.png", "192x192", "maskable"),
    ("icon-maskable-512.png", "512x512", "maskable"),
)
"""File, size and purpose of each."""


def app_manifest(site: Site, ways: Iterable[tuple[str, str]]) -> str:
    """The manifest as JSON; `ways` are titles and addresses that a long press on the icon offers.

    Every address is relative, so that it works below any path. It has no `id`: that would be
    relative to the host, and sites that share one would replace each other.
    Source: https://www.w3.org/TR/appmanifest/
    """
    manifest = {
        "name": site.name,
        "short_name": site.settings.short_name,
        "description": site.description,
        "lang": "en-GB",
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "theme_color": ACCENT,
        "background_color": PAPER,
        "icons": [_icon(*icon) for icon in _ICONS],
        "shortcuts": [{"name": name, "url": f"./{address}"} for name, address in ways],
    }
    return json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"


def _icon(name: str, sizes: str, purpose: str) -> dict[str, str]:
    kind = "image/svg+xml" if name.endswith(".svg") else "image/png"
    return {"src": f"assets/icons/{name}", "sizes": sizes, "type": kind, "purpose": purpose}
