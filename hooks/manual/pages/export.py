"""The manual as plain Markdown and assets, for a site generator that runs none of our hooks.

What is exported is generated: the pages as they are on the day, with the theme's frame around them.
An export is for leaving MkDocs. It is not a second source.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from manual.markup.template import fill
from manual.site.assets import STYLES
from manual.text.source import read_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from manual.pages import Pages

FRAME = tuple(f"overrides/assets/frame/{name}.css" for name in ("base", "frame", "bar"))
"""The stylesheets of our frame, which the theme's frame replaces."""
STYLES_HERE = "assets/export.css"
"""The stylesheet that fits the manual's own styles to the theme's; no page of our site loads it."""
_KEPT = ("site_name", "site_description", "site_url", "copyright", "markdown_extensions")
"""Settings of `mkdocs.yml` that the exported one keeps as they are."""


def without_frame(texts: Mapping[str, str]) -> dict[str, str]:
    """The texts of a manual without the styles of its own frame, from which an export is built."""
    return {path: text for path, text in texts.items() if path not in FRAME}


def export(pages: Pages, settings: str) -> dict[str, str]:
    """The files of a project that any generator with Material's templates builds, by path.

    `settings` is the text of `mkdocs.yml`. The pages must be built from texts `without_frame`.
    """
    docs = dict(pages.pages)
    # The headers for hosts are right for our own frame only.
    docs |= {path: text for path, text in pages.files.items() if not path.startswith("_")}
    template = fill("pages/export.html", **pages.chrome, styles=STYLES, fitting=STYLES_HERE)
    return {
        "mkdocs.yml": _settings(settings, pages.nav),
        "overrides/main.html": str(template),
        f"docs/{STYLES_HERE}": str(fill("pages/export.css")),
        **{f"docs/{path}": text for path, text in docs.items()},
    }


def _settings(text: str, nav: list[dict[str, Any]]) -> str:
    """An `mkdocs.yml` that needs no hook: each value is JSON, which any reader of YAML can read."""
    given = read_yaml("mkdocs.yml", text).value
    settings = {
        **{key: given[key] for key in _KEPT if given.get(key)},
        "docs_dir": "docs",
        "nav": nav,
        "theme": {
            "name": "material",
            # Zensical's name for the look of Material.
            "variant": "classic",
            "language": "en",
            "font": False,
            "custom_dir": "overrides",
            "features": ["navigation.indexes", "navigation.prune"],
            "palette": [
                {"media": "(prefers-color-scheme: light)", "scheme": "default"},
                {"media": "(prefers-color-scheme: dark)", "scheme": "slate"},
            ],
        },
        "plugins": ["search"],
        "extra": {"generator": False},
    }
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in settings.items()]
    return "\n".join(lines) + "\n"
