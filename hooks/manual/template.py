"""The templates of the pages, which stand beside the code that fills them."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from manual.days import spell_day, spell_month

ENVIRONMENT = Environment(
    loader=PackageLoader("manual", ""),
    autoescape=True,
    undefined=StrictUndefined,
    auto_reload=False,
    trim_blocks=True,
    lstrip_blocks=True,
)
ENVIRONMENT.filters.update(day=spell_day, month=spell_month)


def fill(name: str, /, **values: Any) -> Markup:
    """The template `name` (a path in this package) with `values` put in, escaped."""
    return Markup(ENVIRONMENT.get_template(name).render(**values))  # noqa: S704 - it escapes
