"""A new manual: `manual new DIR` lays one that is whole, and says why where it cannot."""

import os
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from invented import TODAY, report
from manual.build import build
from manual.command import main
from manual.folder import read_texts
from manual.new import NewError, lay_manual
from manual.settings import Words
from mkdocs.utils.yaml import yaml_load
from support import ROOT, STATEMENT


def lay(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["new", *map(str, arguments)])


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new manual, which no test changes."""
    folder = tmp_path_factory.mktemp("new") / "ours"
    result = lay(folder)
    assert result.exit_code == 0, result.output
    return folder


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """What a Python module says when it is run in a folder, with the software of that folder."""
    path = os.pathsep.join([str(folder / "hooks"), os.environ.get("PYTHONPATH", "")])
    env = {**os.environ, "PYTHONPATH": path.strip(os.pathsep), "SOURCE_DATE_EPOCH": "1795348800"}
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_is_whole_and_small(laid):
    texts, unread = read_texts(laid)
    output = build(texts, TODAY, unread)
    assert report(output) == ""
    kinds = re.compile(r"^(section|chapter|amendment): ", re.MULTILINE)
    own = [text for path, text in texts.items() if not path.startswith("starter/")]
    found = [kind for text in own for kind in kinds.findall(text)]
    assert sorted(found) == ["chapter", "section"]
    assert [path for path in texts if path.startswith("docs/amendments/")] == []
    assert "flowchart/lost-property.md" in output.pages.pages


def test_it_tells_what_is_left_to_do_and_nothing_else(laid):
    texts, unread = read_texts(laid)
    notices = build(texts, TODAY, unread).notices
    left = {str(notice.where.path) for notice in notices if notice.rule == "starter-left"}
    read = {path.removeprefix("starter/") for path in texts if path.startswith("starter/")}
    assert left == read - {"CHANGELOG.md", "README.md"}
    notices = [notice for notice in notices if notice.rule != "starter-left"]
    told = [str(notice).partition("\n")[0] for notice in notices]
    notes = [words for words in told if words.startswith("docs/about.md:")]
    assert len(notes) == texts["docs/about.md"].count("!!! confirm") == 8
    assert [words for words in told if words not in notes] == [
        "docs/amendments:1: no amendment is recorded yet",
        "docs/contacts.yml:40: main-site/front-desk: not yet confirmed",
        "mkdocs.yml:1: the site's address or the address for reports is an example",
    ]


def test_its_accessibility_statement_is_a_template_that_says_so():
    about = (ROOT / "starter/docs/about.md").read_text(encoding="utf-8")
    _, begun, rest = about.partition("## Accessibility statement\n")
    statement = re.split(r"^## ", rest, flags=re.MULTILINE)[0]
    assert begun
    assert tuple(re.findall(r"^#{3,4} (.+)$", statement, re.MULTILINE)) == STATEMENT
    assert statement.lstrip().startswith('!!! confirm "To complete before you publish"')
    assert "Nobody has tested this site with your texts." in statement
    for words in (
        "No disabled person and no auditor has tried it, and nobody has listened to it",
        "iPhones, iPads and Safari itself were not tried",
    ):
        assert words in statement


@pytest.fixture(scope="module")
def site(laid: Path) -> Path:
    """Its site, built strictly."""
    site = laid.parent / "site"
    done = run(laid, "mkdocs", "build", "--strict", "--site-dir", str(site))
    assert done.returncode == 0, done.stdout + done.stderr
    return site


def test_it_builds_strictly(site):
    page = (site / "lost-property/finding/index.html").read_text(encoding="utf-8")
    assert 'id="1.1.3"' in page


def test_its_pages_say_its_own_words(site):
    flowchart = (site / "flowchart/lost-property/index.html").read_text(encoding="utf-8")
    for words in (
        '<h2 id="footer-contacts">Have you found something?</h2>',
        'data-other-areas="If you found it on another site"',
        "Do%20not%20name%20the%20finder%20or%20the%20owner%20here.",
        'data-title="Record of what was found"',
        "<label>What was done with it, by whom, and when <textarea",
        'data-example="1.1.3"',
    ):
        assert words in flowchart
    lost = (site / "404.html").read_text(encoding="utf-8")
    assert '<a href="/contacts/">For anything else, see the contacts</a>' in lost
    for page in (lost, (site / "index.html").read_text(encoding="utf-8")):
        assert "Search, or type a number such as 1.1.3</a>" in page


OF_CHILDREN = re.compile(
    r"\b(child|children|safeguard\w*|worried|sussex|social worker|2\.\d+\.\d+"
    r"|shared?(?! this page)|sharing)\b",
    re.IGNORECASE,
)
"""Words of a manual about children and about what is shared of them, and its numbers."""


def test_its_pages_say_no_word_of_a_manual_about_children(site):
    pages = [*site.rglob("*.html"), *site.rglob("*.vcf"), *site.glob("assets/search.*.json")]
    assert len(pages) > 15
    for page in pages:
        text = re.sub(r"<(script|svg)\b.*?</\1>|<[^>]*>", " ", page.read_text(encoding="utf-8"))
        assert OF_CHILDREN.findall(text) == [], page
    for module in site.glob("assets/**/*.mjs"):
        if "vendor" not in module.parts:
            script = module.read_text(encoding="utf-8")
            strings = re.findall(r"\"[^\"\n]* [^\"\n]*\"|`[^`]*`", script)
            assert [words for words in strings if OF_CHILDREN.search(words)] == [], module


def test_what_it_does_not_say_in_words_of_its_own_is_said_in_neutral_ones():
    said = " ".join(Words().model_dump().values())
    assert not OF_CHILDREN.search(said)


def test_its_tests_are_all_found_and_those_of_its_own_texts_pass(laid):
    """The others test the software, as they do here. What drives a browser: browser/test_new.py.

    A test of one manual's text belongs to that manual: see `new.OF_THIS_MANUAL`.
    """
    done = run(laid, "pytest", "-v", "-m", "own and not browser", "-p", "no:cacheprovider")
    assert done.returncode == 0, done.stdout + done.stderr
    for own in ("test_outline.py", "test_deploy.py", "test_paths.py", "test_search.py"):
        assert f"tests/{own}::" in done.stdout
    assert (laid / "tests/browser/portable.py").is_file()


def software(folder: Path) -> Iterator[Path]:
    """The files that make the pages of any manual."""
    for part in ("hooks", "overrides", "decision_tree/flowchart", ".ci"):
        paths = [path for path in (folder / part).rglob("*") if path.is_file()]
        yield from (path for path in paths if path.suffix not in {".pyc", ".png"})


def test_the_software_knows_no_place_and_no_chapter():
    """Examples in comments and messages may name a number of any manual, never its words."""
    known = re.compile(r"brighton|lost.property|information.sharing|safeguarding", re.IGNORECASE)
    places = re.compile(r"(?<!`)\bsussex\b(?!/)", re.IGNORECASE)
    for path in software(ROOT):
        text = path.read_text(encoding="utf-8")
        code = re.sub(r'"""(?:.|\n)*?"""|`[^`\n]*`', "", text)
        assert not known.search(code), path
        assert not places.search(code), path


def test_its_settings_are_those_of_this_manual_but_for_its_names():
    with (ROOT / "mkdocs.yml").open(encoding="utf-8") as file:
        here = yaml_load(file)
    with (ROOT / "starter/mkdocs.yml").open(encoding="utf-8") as file:
        starter = yaml_load(file)
    for settings in (here, starter):
        for own in ("site_name", "site_description", "site_url", "exclude_docs"):
            settings.pop(own, None)
        settings["extra"] = {**settings["extra"], "manual": sorted(settings["extra"]["manual"])}
    assert starter == here


def test_its_example_number_is_one_that_belongs_to_nobody(laid):
    """Source: Ofcom keeps 01632 960000 to 960999 for drama."""
    contacts = (laid / "docs/contacts.yml").read_text(encoding="utf-8")
    numbers = re.findall(r"phone: (.*)", contacts)
    assert numbers == ["01632 960001", "999"]


def test_what_is_to_be_edited_is_told(tmp_path):
    result = lay(tmp_path / "ours")
    assert f"written: {tmp_path}/ours/docs/lost-property/finding.md\n" in result.stderr
    assert result.stderr.endswith(f"Begin with {tmp_path}/ours/README.md.\n")
    assert (tmp_path / "ours/README.md").is_file()


def test_an_empty_folder_is_filled(tmp_path):
    assert lay(tmp_path).exit_code == 0
    assert (tmp_path / "mkdocs.yml").is_file()


# Wrong use


def refused(*arguments: str | Path) -> str:
    result = lay(*arguments)
    assert result.exit_code == 2, result.output
    return result.stderr.partition("Error: ")[2].strip()


def test_a_folder_that_holds_something_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("Dear", encoding="utf-8")
    hint = "name a folder that is, or one not there yet"
    assert refused(tmp_path) == f"{tmp_path} is not empty: {hint}"
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_is_no_folder(tmp_path):
    file = tmp_path / "letter.txt"
    file.write_text("Dear", encoding="utf-8")
    hint = "name a folder that is empty, or not there yet"
    assert refused(file) == f"{file} is a file: {hint}"
    assert refused(file / "ours") == f"{file / 'ours'} cannot be written: {file} does not allow it"


def test_a_folder_within_the_manual_itself_is_refused():
    hint = "choose one beside it"
    target = ROOT / "docs/ours"
    assert refused(target) == f"{target} lies in this manual's own folder: {hint}"
    assert not target.exists()


def test_a_folder_that_may_not_be_written_is_told(tmp_path, monkeypatch):
    closed = tmp_path / "closed"
    closed.mkdir(mode=stat.S_IRUSR | stat.S_IXUSR)
    # Root may write anywhere, so the system's word is given for it.
    monkeypatch.setattr(os, "access", lambda path, _: Path(path) != closed)
    target = closed / "ours"
    assert refused(target) == f"{target} cannot be written: {closed} does not allow it"


def test_a_disk_that_refuses_is_told(tmp_path, monkeypatch):
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copytree", full)
    target = tmp_path / "ours"
    assert refused(target) == f"{target} cannot be written: No space left on device"


def test_software_without_a_starter_is_told(tmp_path):
    with pytest.raises(NewError, match="the folder 'starter' is missing"):
        lay_manual(tmp_path, tmp_path / "ours")


def test_no_folder_named_is_wrong_use():
    assert refused() == "Missing argument 'DIR'."
