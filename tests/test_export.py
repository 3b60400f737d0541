"""What `manual export` writes. Whether other generators build it, `make portability` tests."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml
from attached import office
from click.testing import CliRunner, Result
from invented import BASE, SECTION, TODAY, change
from manual.build import build
from manual.command import main
from manual.folder import write_texts
from manual.pages.export import export, without_frame

STYLED = {
    **BASE,
    "overrides/assets/frame/base.css": "html { font-size: 125% }",
    "overrides/assets/frame/frame.css": ".masthead { position: sticky }",
    "overrides/assets/frame/bar.css": ".bar { position: fixed }",
    "overrides/assets/frame/palette.css": ":root { --ink: black }",
    "overrides/assets/copies/copy.mjs": "export {};",
    "decision_tree/flowchart/flowchart.css": ".step { margin: 0 }",
}


def exported(texts: dict[str, str] = STYLED, today: date = TODAY) -> dict[str, str]:
    output = build(without_frame(texts), today)
    assert output.problems == ()
    return export(output.pages, texts["mkdocs.yml"])


def test_the_pages_are_those_of_the_site():
    pages = build(without_frame(STYLED), TODAY).pages.pages
    made = exported()
    assert {path for path in made if path.endswith(".md")} == {f"docs/{path}" for path in pages}
    for path, text in pages.items():
        assert made[f"docs/{path}"] == text


def test_the_settings_need_no_hook_and_keep_name_address_and_order():
    settings = yaml.safe_load(exported()["mkdocs.yml"])
    assert "hooks" not in settings
    assert settings["site_name"] == "The keeper's manual"
    assert settings["site_url"] == "https://light.test/"
    assert settings["theme"]["variant"] == "classic"
    assert [next(iter(entry)) for entry in settings["nav"]] == [
        "Home",
        "Shall I light the lamp?",
        "Contents",
        "2 Keeping the light",
        "Amendments",
        "Glossary",
        "Is my copy current?",
    ]
    assert {"2 Keeping the light": ["lighthouse/index.md", "lighthouse/lamp.md"]} in [
        {title: entries[:2] for title, entries in entry.items()}
        for entry in settings["nav"]
        if isinstance(next(iter(entry.values())), list)
    ]


def test_the_styles_of_our_frame_are_left_out():
    made = exported()
    styles = "\n".join(text for path, text in made.items() if path.endswith(".css"))
    assert "--ink: black" in styles
    assert "125%" not in styles
    assert "position:" not in styles


def test_what_fits_our_styles_to_the_theme_is_of_the_export_alone():
    made = exported()
    assert "--md-default-bg-color: var(--paper)" in made["docs/assets/export.css"]
    own = build(STYLED, TODAY).pages.files
    assert [text for path, text in own.items() if path.endswith(".css") and "--md-" in text] == []
    template = made["overrides/main.html"]
    # Before the manual's own styles, which overrule it as they do the theme's.
    assert template.index("assets/export.css") < template.index("assets/manual.")
    assert "layer(theme)" in template


def test_the_template_names_files_that_are_there_and_shows_the_status():
    made = exported()
    template = made["overrides/main.html"]
    named = re.findall(r"'(assets/[^']+)' \| url", template)
    assert {name.rpartition(".")[2] for name in named} == {"css", "mjs"}
    for name in named:
        assert f"docs/{name}" in made
    assert "{% block announce %}Draft for adoption. Not an official publication." in template


def test_what_configures_a_host_of_our_frame_is_left_out():
    assert [path for path in exported() if path.startswith("docs/_")] == []


def run(folder: Path, root: Path, texts: dict[str, str]) -> Result:
    write_texts(root, texts)
    command = ["export", str(folder), "--root", str(root)]
    return CliRunner().invoke(main, command, env={"SOURCE_DATE_EPOCH": "1795348800"})


def test_the_command_writes_the_files_and_says_how_to_build_them(tmp_path):
    result = run(tmp_path / "out", tmp_path / "in", STYLED)
    assert result.exit_code == 0, result.output
    assert re.fullmatch(
        rf"\d+ pages are in {tmp_path}/out\. Build them there: zensical build\n", result.stderr
    )
    for path, text in exported().items():
        assert (tmp_path / "out" / path).read_bytes().decode() == text


def test_forms_and_pictures_are_exported_under_the_names_that_pages_have(tmp_path):
    (tmp_path / "in/docs").mkdir(parents=True)
    (tmp_path / "in/docs/form.docx").write_bytes(office())
    linked = change(STYLED, SECTION, {"at dusk.": "at dusk, with the [form](../form.docx)."})
    assert run(tmp_path / "out", tmp_path / "in", linked).exit_code == 0
    (form,) = (tmp_path / "out/docs").glob("form.*.docx")
    assert form.read_bytes() == office()
    page = (tmp_path / "out/docs/lighthouse/lamp.md").read_text(encoding="utf-8")
    assert f'href="../../{form.name}"' in page


def test_a_manual_with_a_problem_is_not_exported(tmp_path):
    wrong = change(STYLED, "decision_tree/light.yml", {"go: oil": "go: oill"})
    result = run(tmp_path / "out", tmp_path / "in", wrong)
    assert result.exit_code == 1
    assert "'oill', which is not defined" in result.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["in", "in/mkdocs.yml"])
def test_a_folder_that_is_taken_is_wrong_use(name, tmp_path):
    result = run(tmp_path / name, tmp_path / "in", STYLED)
    assert result.exit_code == 2
    assert f"{tmp_path / name} is " in result.stderr
