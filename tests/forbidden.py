"""Finds in HTML what no text of an editor may bring into a page.

It knows the few forms that the manual's HTML has. Whatever else begins with `<` is a fault, so
that nothing hangs on how a certain browser reads what is malformed.
"""

import re
from html import unescape

import markdown
from manual.markup.carry import CarriedHtml

TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)((?:\s+[a-zA-Z][a-zA-Z0-9:-]*(?:=\"[^\"<>]*\")?)*)\s*(/?)>")
ATTRIBUTE = re.compile(r"([a-zA-Z][a-zA-Z0-9:-]*)(?:=\"([^\"<>]*)\")?")
ELEMENTS = """
a article aside b blockquote br button caption code dd del details dialog div dl dt em
figcaption figure h1 h2 h3 h4 h5 h6 header hr i img input ins label li nav ol option p pre
s section select small span strong sub summary sup table tbody td template textarea th
thead time tr ul circle defs g line marker path polygon polyline rect svg symbol text
title tspan use
"""
ATTRIBUTES = """
align alt autocomplete checked class cols colspan datetime dir disabled for height hidden
href id label lang maxlength name open placeholder rel role rows rowspan scope selected
src start tabindex target title type value width cx cy d fill height marker-end
markerheight markerunits markerwidth orient points preserveaspectratio r refx refy rx ry
stroke text-anchor transform viewbox x x1 x2 xmlns y y1 y2 stroke-width method focusable
inputmode
"""
KNOWN, DESCRIBED = frozenset(ELEMENTS.split()), frozenset(ATTRIBUTES.split())
OF_THE_MANUAL = ("form",)
"""Elements that templates hold, and no text."""
SCHEMES = {"", "http", "https", "mailto", "tel"}


def as_published(markdown_text: str) -> str:
    """The HTML that MkDocs makes of the Markdown of a page, without its front matter."""
    body = re.sub(r"\A---\n.*?\n---\n", "", markdown_text, flags=re.DOTALL)
    extensions = ["toc", "tables", "fenced_code", "attr_list", CarriedHtml()]
    return markdown.Markdown(extensions=extensions).convert(body)


def forbidden(html: str) -> list[str]:
    """Every fault of an HTML fragment."""
    faults = []
    for match in re.finditer("<", html):
        tag = TAG.match(html, match.start())
        if tag is None:
            faults.append(html[match.start() : match.start() + 60])
            continue
        if tag[2] not in KNOWN and tag[2] not in OF_THE_MANUAL:
            faults.append(tag[0])
        for name, value in ATTRIBUTE.findall(tag[3]):
            if not name.lower().startswith(("data-", "aria-")) and name.lower() not in DESCRIBED:
                faults.append(f"{tag[0]}: {name}")
            if name in {"href", "src"} and scheme(value) not in SCHEMES:
                faults.append(f"{tag[0]}: {value}")
            if name == "src" and (scheme(value) or value.startswith("//")):
                faults.append(f"{tag[0]}: {value}")
    return faults


def scheme(address: str) -> str:
    seen = re.sub(r"[\x00-\x20]", "", unescape(address))
    match = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", seen)
    return match[1].lower() if match else ""
