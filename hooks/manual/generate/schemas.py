"""JSON Schemas, by which an editor's program completes and checks YAML as it is typed.

There is one for each YAML file, and one for the front matter of each kind of page.

They follow from the models, so they are written by `manual generate` and committed. What they
cannot say, such as that an answer leads to a step that exists, is left to `manual check`.
Source: https://json-schema.org/draft/2020-12
"""

from __future__ import annotations

import json
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from manual.amendments.model import RecordFront
from manual.contacts.model import Contacts
from manual.provisions.model import ChapterFront, SectionFront
from manual.settings import Settings
from manual.situations.model import Situations
from manual.tree.model import Case, Tree

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = "schemas/"
TREE = "decision_tree/schema.json"
"""Beside the flowcharts; the others are in a folder of their own."""
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_PLAIN = ["string", "number", "boolean"]
"""What a program may read a plain text as: `2.1` as a number, and `Yes`, at times, as a boolean."""


@cache
def write_schemas() -> Mapping[str, str]:
    """The text of each schema, by path from the project's folder.

    They follow from the code alone, so they are made once, not at each build.
    """
    models = {
        TREE: Tree.model_json_schema(),
        f"{FOLDER}cases.json": TypeAdapter(tuple[Case, ...]).json_schema(),
        f"{FOLDER}contacts.json": Contacts.model_json_schema(by_alias=True),
        f"{FOLDER}settings.json": _settings(),
        f"{FOLDER}situations.json": Situations.model_json_schema(),
        f"{FOLDER}section.json": SectionFront.model_json_schema(),
        f"{FOLDER}chapter.json": ChapterFront.model_json_schema(),
        f"{FOLDER}amendment.json": RecordFront.model_json_schema(),
    }
    return MappingProxyType({path: _write(schema) for path, schema in models.items()})


def _settings() -> dict[str, Any]:
    """The schema of `mkdocs.yml`, where the site generator's keys are beside ours."""
    settings = Settings.model_json_schema()
    definitions = settings.pop("$defs", {})
    manual = {"type": "object", "required": ["manual"], "properties": {"manual": settings}}
    text = {"type": "string", "minLength": 1}
    return {
        "title": "Settings",
        "type": "object",
        "required": ["site_name", "site_url", "extra"],
        "properties": {
            "site_name": {**text, "description": "The name of the manual."},
            "site_url": {**text, "description": "The address at which the site is published."},
            "extra": manual,
        },
        "$defs": definitions,
    }


def _write(schema: dict[str, Any]) -> str:
    whole = {"$schema": _DIALECT, **_loosen(schema)}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _loosen(node: Any) -> Any:
    """The schema `node`, changed to accept as a text whatever the manual accepts as one."""
    if isinstance(node, list):
        return [_loosen(entry) for entry in node]
    if not isinstance(node, dict):
        return node
    node = {key: _loosen(value) for key, value in node.items()}
    if node.get("type") == "string" and not node.keys() & {"enum", "const", "format"}:
        node["type"] = _PLAIN
    return node
