"""HTML that the build has made passes through Markdown as it stands."""

import markdown
from manual.markup.carry import CarriedHtml, carry, join_blocks
from markupsafe import Markup

HTML = Markup(
    '<div class="a">\n\n<p>*one* [two](three.md)\n\n    four</p>\n&lt;!--made--&gt;</div>'
)


def convert(text: str) -> str:
    return markdown.markdown(text, extensions=[CarriedHtml(), "toc"])


def test_html_is_left_as_it_stands():
    assert convert(carry(HTML)) == HTML
    assert convert(f"Before.\n\n{carry(HTML)}\n\n*After.*") == (
        f"<p>Before.</p>\n{HTML}\n<p><em>After.</em></p>"
    )


def test_a_value_that_looks_like_code_is_left_as_it_stands():
    html = Markup('<div data-answer="x\n```\ny\n```\nz">x</div>')
    extensions = ["fenced_code", "attr_list", "tables", CarriedHtml()]
    assert markdown.markdown(carry(html), extensions=extensions) == html


def test_whoever_does_not_know_it_gets_the_same_but_for_comments():
    html = Markup("<div>\n<p>one</p>\n</div>")
    plain = markdown.markdown(carry(html))
    assert plain.replace("<!--made-->", "").replace("<!--/made-->", "").strip() == html


def test_headings_between_blocks_are_still_markdown():
    text = join_blocks([Markup("<p>a</p>"), Markup("<p>b</p>"), "## Heading", Markup("<p>c</p>")])
    assert text.count("<!--made-->") == 2
    assert convert(text) == '<p>a</p>\n\n<p>b</p>\n<h2 id="heading">Heading</h2>\n<p>c</p>'


def test_blocks_of_the_next_page_are_its_own():
    converter = markdown.Markdown(extensions=[CarriedHtml()])
    assert converter.convert(carry(Markup("<p>a</p>"))) == "<p>a</p>"
    assert converter.reset().convert(carry(Markup("<p>b</p>"))) == "<p>b</p>"
