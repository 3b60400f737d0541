"""No text brings a script, a handler, an address that acts, a form or a frame into a page."""

import re
from functools import cache
from html import unescape

import pytest
from forbidden import as_published, forbidden
from invented import BASE, TODAY
from manual.build import build
from manual.markup.render import render
from manual.markup.safe import as_page, as_text, is_foreign, scheme_of

# Each is Markdown that has run a script, somewhere, in some converter.
ATTEMPTS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<form action=https://evil.test><input></form>",
    "<!-- --><script>alert(1)</script><!-- -->",
    "<script\n>alert(1)</script\n>",
    "\\`<script>alert(1)</script>\\`",
    "`` <b>` `<script>alert(1)</script>",
    "```\n<script>alert(1)</script>",
    "~~~~ {onclick=alert(1)}\n<script>alert(1)</script>\n~~~~",
    "``` { .x onclick=alert(1) }\ncode\n```",
    "    <script>alert(1)</script>\n<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](&#x6A;avascript&colon;alert(1))",
    "[x](java&Tab;script&#58;alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x]( javascript:alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x](vbscript:x)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](blob:https://evil.test/1)",
    "[x][y]\n\n[y]: javascript:alert(1)",
    "[x]\n\n[x]: <javascript:alert(1)> 'title'",
    "<javascript:alert(1)>",
    "<data:text/html,x>",
    "![x](javascript:alert(1))",
    "![x](https://evil.test/track.png)",
    "![x](//evil.test/track.png)",
    "![x](data:image/svg+xml,<svg onload=alert(1)>)",
    '[x](https://a.test "x" onclick="alert(1)")',
    "[x](https://a.test 'x\" onclick=\"alert(1)')",
    '![x" onerror="alert(1)](x.png)',
    "[x](https://a.test){: onclick=alert(1) }",
    "## Heading {: onclick=alert(1) }",
    "## Heading {#x onclick=alert(1)}",
    "## <script>alert(1)</script>",
    "## `<script>alert(1)</script>` [x](javascript:alert(1))",
    "Text\n{: onclick=alert(1) }",
    "- item\n{: onclick=alert(1) }",
    "| a | b |\n| --- | :--: |\n| <script>alert(1)</script> | `<b>` |",
    '!!! note "<script>alert(1)</script>"\n\n    x',
    '!!! note" onclick="alert(1)\n\n    x',
    "*[HTML]: <script>alert(1)</script>\n\nHTML",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\x02wzxhzdk:0\x03 \x02klzzwxh:0000\x03",
    'paragraph 2.1.1 [x](ref:2.1.1"onclick="alert(1))',
    "{contact:police} [x](contact:police)",
    "https://a.test/?<script>",
    "<a@b.test>",
]  # fmt: skip


def placeholders_settled(html: str) -> str:
    return re.sub('href="(?:ref|contact):[^"]*"', 'href="#x"', html)


@pytest.mark.parametrize("text", ATTEMPTS)
def test_rendered_text_holds_nothing_that_acts(text):
    assert forbidden(placeholders_settled(render(text))) == []


@pytest.mark.parametrize("text", ATTEMPTS)
def test_nor_does_it_once_the_site_generator_has_read_it_again(text):
    html = placeholders_settled(render(text))
    assert forbidden(as_published(as_page(html))) == []
    assert forbidden(as_published(f"## {as_text(text)}\n\n{as_text(text)}")) == []


def test_the_test_would_see_it():
    for text in ATTEMPTS[:6]:
        assert forbidden(as_published(text)), text
    assert forbidden('<a href="java&#115;cript:x">')
    assert forbidden('<p onclick="x">')
    assert forbidden('<img src="https://evil.test/">')
    assert forbidden("<p") == ["<p"]
    assert forbidden('<a href="contacts/#x">fine</a>') == []


@pytest.mark.parametrize(
    ("address", "scheme"),
    [
        ("https://a.test", "https"),
        ("MAILTO:a@b.test", "mailto"),
        ("contacts.md#x", ""),
        ("2.1.3:x", ""),
        ("a/b:c", ""),
        ("java\nscript:x", "javascript"),
        ("&#106;avascript&colon;x", "javascript"),
        ("\u200bjavascript:x", "javascript"),
    ],
)
def test_the_scheme_is_what_a_browser_takes_it_for(address, scheme):
    assert scheme_of(address) == scheme


def test_what_is_loaded_from_elsewhere():
    for address in ("https://a.test/x", "//a.test/x", "\\\\a.test/x", "/\\a.test", "data:x"):
        assert is_foreign(address), address
    for address in ("x.png", "../x.png", "/x.png"):
        assert not is_foreign(address), address


def test_headings_stay_headings_and_the_rest_is_blocks():
    page = as_page(str(render("One.\n\n## A *b* `c*d*` #\n\nTwo.\n\n> ## Quoted\n\n- x")))
    assert "\n\n## A <em>b</em> <code>c&#42;d&#42;</code>\n\n" in page
    html = as_published(page)
    assert '<h2 id="a-b-cd">A <em>b</em> <code>c*d*</code></h2>' in html.replace("&#42;", "*")
    assert html.count("<h2") == 2
    assert "<blockquote>\n<h2>Quoted</h2>" in html


@pytest.mark.parametrize(
    "text", ["C#", "# x", "1. x", "- x", "*a* _b_ [c](d) {e} ~f~ | g ^h^ !i `j` \\k", "<b> & &amp;"]
)
def test_text_is_shown_letter_by_letter(text):
    html = as_published(as_text(text))
    shown = re.sub(r"</?p>", "", html)
    assert "<" not in shown
    assert unescape(shown) == text


SLOTS = {
    "site_name": ("mkdocs.yml", "The keeper's manual"),
    "publisher": ("mkdocs.yml", "Nobody has adopted it."),
    "area": ("docs/contacts.yml", "North Bay\n"),
    "partnership": ("docs/contacts.yml", "North Bay Keepers"),
    "covers": ("docs/contacts.yml", "[Northby]"),
    "contact": ("docs/contacts.yml", "Harbour office"),
    "for": ("docs/contacts.yml", "Ask about the light"),
    "term": ("docs/glossary.md", "Wick\n"),
    "explanation": ("docs/glossary.md", "The part that burns."),
    "section": ("docs/lighthouse/lamp.md", "title: The lamp"),
    "scope-title": ("docs/lighthouse/lamp.md", "Scope of this section"),
    "amendment": ("docs/amendments/0002-the-boat.md", "title: The boat"),
    "reason": ("docs/amendments/0002-the-boat.md", "A boat was bought."),
    "action": ("docs/amendments/0002-the-boat.md", "Row out earlier."),
    "approved": ("docs/amendments/0002-the-boat.md", "approved_by: The board"),
    "tree": ("decision_tree/light.yml", "Shall I light the lamp?"),
    "question": ("decision_tree/light.yml", "Is it dusk?"),
    "change": ("decision_tree/light.yml", "First edition"),
    "page-title": ("docs/index.md", "title: Home"),
}
"""Where a value that is no Markdown stands in the invented manual."""

QUOTED = "'<script>alert(1)</script>\"onclick=\"x' \\` [x](javascript:alert(1)) {: onclick=x }'"


@pytest.mark.parametrize("slot", SLOTS)
def test_a_value_is_shown_as_it_is_written(slot):
    path, old = SLOTS[slot]
    key, mark, _ = old.partition(": ")
    hostile = QUOTED.replace("'", "")
    quoted = "'" + hostile + "'" if path.endswith(".yml") or mark else hostile
    new = f"{key}: {quoted}" if mark else quoted
    if slot == "covers":
        new = f"[{quoted}]"
    text = BASE[path]
    assert text.count(old) == 1, text.count(old)
    whole = {**BASE, "docs/index.md": INDEX}
    whole[path] = whole[path].replace(old, new + ("\n" if old.endswith("\n") else ""))
    output = build(whole, TODAY)
    if output.pages is None:  # refused, with a message
        assert all(str(problem.where.path) == path for problem in output.problems)
        return
    for page, source in output.pages.pages.items():
        assert not {*forbidden(as_published(source))} - of_the_manual(), page


@cache
def of_the_manual() -> set[str]:
    """What the manual's own templates hold, and no text may."""
    pages = build({**BASE, "docs/index.md": INDEX}, TODAY).pages.pages.values()
    return {fault for source in pages for fault in forbidden(as_published(source))}


INDEX = BASE["docs/index.md"] + "\n{contacts}\n\n{publisher}\n"
