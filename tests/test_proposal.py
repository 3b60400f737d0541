"""Every kind of change that a proposal can make is told, the most dangerous first."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from invented import BASE, SECTION, TODAY, TREE, change
from manual.address import CHAIN, CONTACTS, GLOSSARY, SEAL, SETTINGS, SITUATIONS
from manual.checkout import read_checkout
from manual.folder import write_texts
from manual.keep import seal
from manual.proposal.model import Proposal
from manual.proposal.show import REWRITTEN, show_proposal

CASES = "decision_tree/light.cases.yml"
SEALED = {
    **BASE,
    **seal(BASE, TODAY).texts,
    "docs/situations.yml": (
        "words:\n  beacon: [lamp]\nsituations:\n  dark-night:\n    title: It is dark\n"
        "    says: [no light]\n    paragraph: 2.1.2\n    contact: front-door\n"
    ),
    "docs/about.md": "---\ntitle: About\n---\n\nWe keep the light.\n\nAsk us.\n",
    "hooks/manual/check.py": "RULES = (all_of_them,)\n",
    "overrides/main.html": "<p>",
}


def files(texts: Mapping[str, str]) -> dict[str, bytes]:
    return {path: text.encode() for path, text in texts.items()}


def shown(after: Mapping[str, str], **more: bytes) -> str:
    return show_proposal(Proposal(files(SEALED), {**files(after), **more}, TODAY))


def told(path: str, old: str, new: str) -> list[str]:
    """What is told where a text has `new` for `old`: the headings of kinds, and each line.

    What rewrites the record is left out: that is tested by itself.
    """
    _, *kinds = re.split(r"\n\n(?=## )", shown(change(SEALED, path, {old: new})))
    lines = "\n".join(kind for kind in kinds if REWRITTEN not in kind).splitlines()
    return [line for line in lines if line]


@pytest.mark.parametrize(
    ("path", "old", "new", "lines"),
    [
        # Numbers and forms
        (
            CONTACTS,
            "phone: 01632 960001",
            "phone: 0909 8790123",
            [
                "## Numbers and forms",
                "- **north-bay/front-door** phone: 01632 960001 → 0909 8790123",
            ],
        ),
        (
            CONTACTS,
            "checked: 2026-11-01",
            "checked: 2026-11-02\n        out_of_hours: 01632 960002",
            [
                "## Numbers and forms",
                "- **north-bay/front-door** out\\_of\\_hours: added: 01632 960002",
                "- **north-bay/front-door** checked: 2026-11-01 → 2026-11-02",
            ],
        ),
        (
            CONTACTS,
            "  police:",
            "  guard:",
            [
                "## Numbers and forms",
                "- **police** phone: removed: 999",
                "- **guard** phone: added: 999",
                "- **police** name: removed: Police",
                "- **police** for: removed: Someone is in danger",
                "- **police** hours: removed: Mo-Su 00:00-24:00",
                "- **guard** name: added: Police",
                "- **guard** for: added: Someone is in danger",
                "- **guard** hours: added: Mo-Su 00:00-24:00",
            ],
        ),
        (
            CONTACTS,
            "name: North Bay\n",
            'name: "North *Bay* $1"\n',
            [
                "## Numbers and forms",
                r"- **north-bay** name: North Bay → North \*Bay\* &#36;1",
            ],
        ),
        (
            CONTACTS,
            "everywhere:",
            "everywhere: [",
            [
                "## Numbers and forms",
                "- **docs/contacts.yml**: it cannot be read, so here are its lines",
                "  - <del>everywhere:</del>",
                "  - <ins>everywhere: \\[</ins>",
            ],
        ),
        (
            CONTACTS,
            "everywhere:",
            "everywhere: # for all",
            [
                "## Numbers and forms",
                "- **docs/contacts.yml**: changed in its form or its remarks alone",
            ],
        ),
        # Flowcharts
        (
            TREE,
            "go: oil",
            "go: wait",
            ["## Flowcharts", "- **light.yml** questions / dusk / answers / Yes / go: oil → wait"],
        ),
        # Situations
        (
            SITUATIONS,
            "paragraph: 2.1.2",
            "paragraph: 2.1.3",
            ["## Situations", "- **dark-night** paragraph: 2.1.2 → 2.1.3"],
        ),
        (
            SITUATIONS,
            "beacon: [lamp]",
            "beacon: [light]",
            ["## Situations", "- **words** beacon: lamp → light"],
        ),
        # Settings
        (
            SETTINGS,
            "report_to: mailto:faults@light.test",
            "report_to: mailto:me@evil.test\n    synonyms: {spark: [lamp]}",
            [
                "## Settings",
                "- **report\\_to**: mailto:faults\\@light.test → mailto:me\\@evil.test",
                "- **synonyms** spark: added: lamp",
            ],
        ),
        (
            SETTINGS,
            "site_url: https://light.test/",
            "site_url: https://dark.test/\nhooks: [docs/x.py]",
            [
                "## Settings",
                "- **site\\_url**: https://light.test/ → https://dark.test/",
                "## Software changed: 1 file: look closely",
                "- **mkdocs.yml** hooks: added: docs/x.py",
            ],
        ),
        (
            "mkdocs.yml",
            "site_url: https://light.test/",
            "site_url: [",
            [
                "## Software changed: 1 file: look closely",
                "- **mkdocs.yml**: it cannot be read, so here are its lines",
                "  - <del>site\\_url: https://light.test/</del>",
                "  - <ins>site\\_url: \\[</ins>",
            ],
        ),
        # Records
        (
            "docs/amendments/0002-the-boat.md",
            "action: Row out earlier.",
            "action: Row out later.",
            ["## Records", "- **0002-the-boat.md** action: Row out earlier. → Row out later."],
        ),
        # Paragraphs
        (
            SECTION,
            "dusk.",
            "nightfall.",
            [
                "## Paragraphs",
                "**2.1.1** amended",
                "> Light the lamp at <del>dusk</del><ins>nightfall</ins>.",
            ],
        ),
        # Pages and terms
        (
            SECTION,
            "reviewed: 2026-11-01",
            "reviewed: 2026-11-02",
            ["## Pages and terms", f"- **{SECTION}** reviewed: 2026-11-01 → 2026-11-02"],
        ),
        (
            SECTION,
            "  2.1.2 Tend".lstrip(),
            '!!! confirm "Call them"\n\n    Not yet.\n\n2.1.2 Tend',
            [
                "## Pages and terms",
                f"- **{SECTION}**: lines",
                '  - <ins>\\!\\!\\! confirm "Call them"</ins>',
                "  - <ins>Not yet.</ins>",
            ],
        ),
        (
            SECTION,
            "section: 2.1",
            "section: [",
            [
                "## Pages and terms",
                f"- **{SECTION}**: it cannot be read, so here are its lines",
                "  - <del>section: 2.1</del>",
                "  - <ins>section: \\[</ins>",
            ],
        ),
        (
            GLOSSARY,
            "The light itself.",
            "Any light.",
            [
                "## Pages and terms",
                "- **docs/glossary.md** Lamp / lamps: The light itself. → Any light.",
            ],
        ),
        (
            "docs/about.md",
            "Ask us.",
            "Ask them.",
            [
                "## Pages and terms",
                "- **docs/about.md**: lines",
                "  - <del>Ask us.</del>",
                "  - <ins>Ask them.</ins>",
            ],
        ),
        # Software
        (
            "hooks/manual/check.py",
            "all_of_them,",
            "",
            ["## Software changed: 1 file: look closely", "- **hooks/manual/check.py**: changed"],
        ),
    ],
)
def test_a_change_is_told(path: str, old: str, new: str, lines: list[str]):
    assert told(path, old, new) == lines


def test_nothing_changed():
    assert shown(SEALED) == "## Nothing that readers see changes\n"


def test_what_is_added_and_removed_is_told():
    after = {path: text for path, text in SEALED.items() if path not in {"docs/about.md", SEAL}}
    after["docs/more.md"] = "More words.\n"
    after[".github/workflows/manual.yml"] = "on: push\n"
    after["decision_tree/other.yml"] = "title: Other\n"
    lines = show_proposal(
        Proposal(files(SEALED), {**files(after), "docs/map.png": bytes(2000)}, TODAY)
    ).splitlines()
    assert [line for line in lines[2:] if line] == [
        "## Flowcharts",
        "- **other.yml** title: added: Other",
        "## Records",
        "- **seal**: removed: nothing is held against what was published",
        "## Pages and terms",
        "- **docs/about.md**: removed",
        "- **docs/about.md** title: removed: About",
        "- **docs/about.md**: lines",
        "  - <del>We keep the light.</del>",
        "  - <del>Ask us.</del>",
        "- **docs/more.md**: added",
        "- **docs/more.md**: lines",
        "  - <ins>More words.</ins>",
        "## Other files",
        "- **docs/map.png**: added, 2,000 bytes",
        "## Software changed: 1 file: look closely",
        "- **.github/workflows/manual.yml**: added",
    ]


def test_the_most_dangerous_comes_first_and_the_first_line_names_all():
    after = change(SEALED, CONTACTS, {"01632 960001": "0909 8790123"})
    after = change(after, SECTION, {"dusk.": "nightfall.", "2.1.3 Stay awake.": "2.1.3 Sleep."})
    after = change(after, SETTINGS, {"Nobody has adopted it.": "Us."})
    after["hooks/x.py"] = ""
    said = shown(after)
    first = (
        "What changes: rewrites what was published (1), numbers and forms (1), settings (1), "
        "paragraphs (2), software (1).\n"
    )
    assert said.startswith(first)
    heads = [line for line in said.splitlines() if line.startswith("## ")]
    assert heads == [
        "## Rewrites what was published: do not agree",
        "## Numbers and forms",
        "## Settings",
        "## Paragraphs",
        "## Software changed: 1 file: look closely",
    ]


def test_a_kind_that_is_padded_does_not_push_out_those_below():
    after = {f"docs/page{number}.md": f"Words {number}.\n" * 9 for number in range(2000)}
    said = shown({**SEALED, **after, "hooks/x.py": ""})
    assert len(said) < 150_000
    assert "**This is cut here: look at the files themselves.**" in said
    assert said.endswith("look closely\n\n- **hooks/x.py**: added\n")


def test_another_order_is_told():
    police = "  police:\n    name: Police\n    for: Someone is in danger\n"
    assert police in SEALED[CONTACTS]
    turned = change(
        SEALED, CONTACTS, {police: "  police:\n    for: Someone is in danger\n    name: Police\n"}
    )
    assert shown(turned).endswith("- **docs/contacts.yml**: the order changes\n")


def test_what_the_seal_forgets_is_told():
    forgot = change(SEALED, SEAL, {'  "2.2.1",\n  "2.2.2"\n': '  "2.2.1"\n', '    "oil",\n': ""})
    assert shown(forgot).splitlines()[2:] == [
        "## Rewrites what was published: do not agree",
        "",
        f"- **{SEAL}**: the seal forgets numbers that the published one has: 2.2.2",
        f"- **{SEAL}**: the seal forgets steps of light that the published one has: oil",
        "",
        "## Records",
        "",
        "- **seal**: changed: it follows from the texts and records",
    ]


RECORD = "docs/amendments/0002-the-boat.md"


def test_a_forged_earlier_wording_is_told_above_all_else():
    """Whoever forges one seals it too, so the proposal's own seal says nothing of it."""
    forged = change(SEALED, RECORD, {"when it is dark.": "when you like."})
    del forged[SEAL], forged[CHAIN]
    forged |= seal(forged, TODAY).texts
    told = f"- **{RECORD}**: the earlier wording of 2.1.1 in amendment 2 is not as published: "
    assert shown(forged).splitlines()[2:5] == [
        "## Rewrites what was published: do not agree",
        "",
        told + r"Light the lamp when \[-it is dark-\]{+you like+}.",
    ]
    assert "line 1 of the chain is not the line that was published" in shown(forged)
    assert "- **seal** records sealed otherwise: 2\n" in shown(forged)
    rewritten = "- **chain**: its lines are not those of before: sealings are rewritten\n"
    assert shown(forged).endswith(rewritten)


def test_sealings_that_are_added_are_told_and_a_chain_that_is_no_chain():
    texts = change(SEALED, CONTACTS, {"checked: 2026-11-01": "checked: 2026-11-02"})
    assert "- **chain**: sealings added: 1\n" in shown({**texts, **seal(texts, TODAY).texts})
    assert "- **chain**: it cannot be read\n" in shown({**SEALED, CHAIN: "{}"})


@pytest.mark.parametrize("path", [SECTION, RECORD])
def test_while_a_text_has_a_mistake_nothing_is_said_of_what_was_published(path: str):
    said = shown({**SEALED, path: "---\n[\n---\n"})
    assert "- **seal**: nothing is compared with it while a text has a mistake" in said


def test_a_checkout_is_read_without_git_and_links_by_where_they_lead(tmp_path: Path):
    write_texts(tmp_path, {"docs/a.md": "A\n", ".hidden/b": "B\n"})
    (tmp_path / "link").symlink_to("/etc/hostname")
    assert read_checkout(tmp_path) == {
        "docs/a.md": b"A\n",
        ".hidden/b": b"B\n",
        "link": b"link to /etc/hostname",
    }
