"""The schemas by which an editor's program checks YAML as it is typed agree with what is read."""

import json
import re
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest
import yaml
from manual.generate.schemas import write_schemas
from support import ROOT

SCHEMAS = {path: json.loads(text) for path, text in write_schemas().items()}
SEED = ROOT / "starter"
OWN = [ROOT / "mkdocs.yml", *ROOT.glob("docs/*.yml"), *ROOT.glob("decision_tree/*.yml")]
FILES = sorted([*OWN, SEED / "mkdocs.yml", *SEED.glob("*/*.yml")])
NAMED = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")


class Modern(yaml.SafeLoader):
    """Reads plain texts as YAML 1.2 does, which is how such programs read: `Yes` is a text."""


Modern.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in forms if not tag.endswith((":bool", ":timestamp"))]
    for first, forms in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Modern.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), ["t", "f"])


def name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def schema_of(file: Path) -> dict[str, Any]:
    """The schema that the first line of a file names; what `starter/` holds is laid at the top."""
    named = NAMED.match(file.read_text(encoding="utf-8"))
    assert named, f"the first line of {file} names no schema"
    top = SEED if file.is_relative_to(SEED) else ROOT
    path = (file.parent / named[1]).resolve().relative_to(top).as_posix()
    return SCHEMAS[path]


def faults(schema: dict[str, Any], text: str) -> str:
    try:
        fastjsonschema.validate(schema, yaml.load(text, Modern))  # a SafeLoader
    except fastjsonschema.JsonSchemaValueException as error:
        return error.message
    return ""


@pytest.mark.parametrize("file", FILES, ids=name)
def test_each_file_names_its_schema_and_agrees_with_it(file):
    assert faults(schema_of(file), file.read_text(encoding="utf-8")) == ""


def front_matter() -> dict[str, tuple[str, str]]:
    """The front matter of each page that has a schema, by its path, with the path of that."""
    found = {}
    for top in (ROOT / "docs", SEED / "docs"):
        for file in sorted(top.glob("*/*.md")):
            text = file.read_text(encoding="utf-8").split("---\n")[1]
            kind = re.match(r"section|chapter|amendment", text)
            assert kind, file
            found[name(file)] = (text, f"schemas/{kind[0]}.json")
    return found


FRONT = front_matter()


@pytest.mark.parametrize("path", FRONT)
def test_front_matter_agrees_with_the_schema_of_its_kind(path):
    text, schema = FRONT[path]
    assert faults(SCHEMAS[schema], text) == ""


def test_each_schema_is_committed_as_it_is_made():
    for path, schema in SCHEMAS.items():
        assert json.loads((ROOT / path).read_text(encoding="utf-8")) == schema, path


CONTACTS = "schemas/contacts.json"
SECTION = "section: 2.1\ntitle: Consent\nreviewed: 2026-11-22\n"
RECORD = "amendment: 5\ntitle: T\nin_force: 2026-12-01\nreason: R\naction: A\n"
CONTACT = "areas: {}\neverywhere:\n  police: {name: Police, for: Danger, %s}\n"
TREE = (ROOT / "starter/decision_tree/lost-property.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "text", "fault"),
    [
        (CONTACTS, CONTACT % "phone: 999", ""),
        (CONTACTS, CONTACT % "phon: 999", r"must not contain \{'phon'\} properties"),
        (CONTACTS, CONTACT % "hours: Mo-Su", r"hours must be array"),
        (CONTACTS, "areas: {}\n", r"must contain .*everywhere"),
        ("decision_tree/schema.json", TREE.replace("see: [1.1.1]", "see: [1.1]"), ""),
        (
            "decision_tree/schema.json",
            TREE.replace("kind: share", "kind: shar"),
            r"one of \['urgent",
        ),
        ("schemas/cases.json", "- {case: A glove, answers: {owner: No}, outcome: hand-in}", ""),
        (
            "schemas/cases.json",
            "- {case: A glove, answers: {owner: No}}",
            r"must contain",
        ),
        ("schemas/settings.json", "site_name: Ours\n", r"must contain .*'site_url'"),
        ("schemas/section.json", f"{SECTION}review_by: 2027-11-22\n", ""),
        ("schemas/section.json", SECTION, r"must contain .*'review_by'"),
        ("schemas/section.json", f"{SECTION}review_by: 1 May 2027\n", "review_by must be date"),
        ("schemas/section.json", f"{SECTION}reviewd: 2027-11-22\n", "must contain|must not"),
        ("schemas/chapter.json", "chapter: 2\ntitle: Sharing\n", ""),
        ("schemas/chapter.json", "chapter: two\ntitle: Sharing\n", "chapter must be integer"),
        ("schemas/amendment.json", f"{RECORD}inserted: [2.1]\n", ""),
        ("schemas/amendment.json", f"{RECORD}kind: big\n", "kind must be one of"),
        ("schemas/amendment.json", f"{RECORD}inserted: 2.1.3\n", "inserted must be array"),
    ],
)
def test_what_a_schema_finds(path, text, fault):
    found = faults(SCHEMAS[path], text)
    assert re.search(fault, found) if fault else found == ""


def test_every_key_is_explained_where_it_is_completed():
    """Some speak for themselves."""
    plain = {
        "extra",
        "name",
        "answers",
        "title",
        "phone",
        "contacts",
        "questions",
        "outcomes",
        "site_name",
        "site_url",
    }
    for path, schema in SCHEMAS.items():
        for part in [schema, *schema.get("$defs", {}).values()]:
            for key, value in part.get("properties", {}).items():
                assert "description" in value or "$ref" in value or key in plain, f"{path}: {key}"
