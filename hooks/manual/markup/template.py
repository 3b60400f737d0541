"""The templates of the pages, each of which is beside the code that fills it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from manual.days import spell_day, spell_month, spell_span

ENVIRONMENT = Environment(
    loader=PackageLoader("manual", ""),
    autoescape=True,
    undefined=StrictUndefined,
    auto_reload=False,
    trim_blocks=True,
    lstrip_blocks=True,
)
ENVIRONMENT.filters.update(day=spell_day, month=spell_month, span=spell_span)


@cache
def macro(name: str, /) -> Callable[..., Markup]:
    """The macro in the template `name` that has its name: in `a/part.html` it is `part`.

    For what is on a page many times: to fill a template takes longer than to write a paragraph.
    """
    own = name.rpartition("/")[2].removesuffix(".html").replace("-", "_")
    return getattr(ENVIRONMENT.get_template(name).module, own)  # type: ignore[no-any-return]


@lru_cache(maxsize=8)
def compile_text(text: str) -> Template:
    """The template whose text this is, compiled once for all pages that are set on it."""
    return ENVIRONMENT.from_string(text)


def fill(name: str, /, **values: Any) -> Markup:
    """The HTML of the template `name` (a path in this package), with `values` escaped.

    Raises jinja2's `UndefinedError` where the template uses a value that is not given.
    """
    return Markup(ENVIRONMENT.get_template(name).render(**values))  # noqa: S704 - it escapes
