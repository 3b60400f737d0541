"""A committee: marks up a copy in Word at random, with tracked changes, and knows what it did."""

import io
import random
import re
import zipfile
from copy import deepcopy
from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BY = {f"{W}author": "Reviewer", f"{W}date": "2026-12-01T10:00:00Z"}
WORDS = (
    *("gladly", "*never*", "_it_", "a_b", "2.9.9", "[then]", "<b>", "&amp;", "#1", "(a)", "£5"),
    *("`x`", "a|b", "**", "1.", "~x~", "C:\\dir", "naïve", "“so”", "e.g.", "{not}", "!", "50%"),
)
ET.register_namespace("w", W[1:-1])


def open_part(data, name="word/document.xml"):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return ET.fromstring(archive.read(name))


def with_part(data, changed, name="word/document.xml"):
    """The file with another part of that name."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for one in old.namelist():
            new.writestr(one, changed if one == name else old.read(one))
    return out.getvalue()


def style_of(paragraph):
    style = paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
    return {"ManualParagraph": "ManualText"}.get(style, style)


def said(paragraph):
    """The words of a paragraph with all its changes accepted."""
    out = []

    def walk(element):
        for child in element:
            if child.tag in {f"{W}del", f"{W}moveFrom", f"{W}pPr"}:
                continue
            if child.tag == f"{W}t":
                out.append(child.text or "")
            elif child.tag in {f"{W}tab", f"{W}br"}:
                out.append("\t" if child.tag == f"{W}tab" else "\n")
            else:
                walk(child)

    walk(paragraph)
    return "".join(out)


def tidy(text):
    return " ".join(text.split())


def lines_of(data):
    """The paragraphs of a file that has no changes: style and words."""
    found = [(style_of(p), tidy(said(p))) for p in open_part(data).iter(f"{W}p")]
    return [one for one in found if one[1] or "Cell" in one[0] or "Head" in one[0]]


class Committee:
    """Marks up a copy; `expected` is what it comes to, paragraph by paragraph."""

    def __init__(self, data, seed):
        self.data, self.random = data, random.Random(seed)
        self.root = open_part(data)
        self.parents = {child: parent for parent in self.root.iter() for child in parent}
        self.ids = 50_000
        self.done = []
        self.touched = set()
        self.locked = set()

    def file(self):
        return with_part(self.data, ET.tostring(self.root))

    def mark(self, tag):
        self.ids += 1
        return ET.Element(f"{W}{tag}", {f"{W}id": str(self.ids), **BY})

    def paragraphs(self, *, cells=False):
        return [
            p
            for p in self.root.iter(f"{W}p")
            if said(p).strip()
            and p not in self.locked
            and p.find(f"{W}pPr/{W}rPr") is None
            and (self.parents[p].tag == f"{W}tc") == cells
        ]

    def key(self, element):
        while element.tag != f"{W}sdt":
            element = self.parents[element]
        return element.find(f"{W}sdtPr/{W}tag").get(f"{W}val").removeprefix("p:")

    def touch(self, *elements):
        self.touched |= {self.key(one) for one in elements}
        self.locked |= set(elements)

    def follower(self, paragraph):
        """The paragraph below, if it is in the same control."""
        parent = self.parents[paragraph]
        at = list(parent).index(paragraph) + 1
        below = parent[at] if at < len(parent) else None
        return below if below is not None and below.tag == f"{W}p" else None

    def texts(self, paragraph):
        """The runs of plain words in a paragraph, behind its number or mark."""
        runs = [r for r in paragraph.findall(f"{W}r") if r.find(f"{W}t") is not None]
        return [r for r in runs if r.find(f"{W}tab") is None and r.find(f"{W}br") is None]

    # One change each

    def insert(self, *, cells=False):
        paragraph = self.random.choice(self.paragraphs(cells=cells))
        runs = self.texts(paragraph)
        if not runs:
            return None
        run = self.random.choice(runs)
        ahead, behind = self.cut(paragraph, run)
        word = self.random.choice(WORDS)
        new = self.mark("ins")
        new.append(self.run(f" {word} ", run))
        paragraph.insert(list(paragraph).index(ahead) + 1, new)
        del behind
        self.touch(paragraph)
        return f"insert {word}"

    def cell(self):
        return self.insert(cells=True) if self.paragraphs(cells=True) else None

    def delete(self, *, cells=False):
        paragraph = self.random.choice(self.paragraphs(cells=cells))
        runs = self.texts(paragraph)
        if not runs or len(said(paragraph).split()) < 6:
            return None
        ahead, behind = self.cut(paragraph, self.random.choice(runs))
        gone, rest = self.cut(paragraph, behind)
        del ahead, rest
        self.strike(paragraph, gone)
        self.touch(paragraph)
        return "delete"

    def split(self):
        paragraph = self.random.choice(self.paragraphs())
        runs = self.texts(paragraph)
        style = style_of(paragraph)
        if not runs or not re.match(r"Manual(Text|Bullet|BoxParagraph)", style):
            return None
        ahead, _ = self.cut(paragraph, self.random.choice(runs))
        at = list(paragraph).index(ahead) + 1
        if not tidy("".join(said(one) for one in paragraph[at:])) or not tidy(said(ahead)):
            return None
        below = ET.Element(f"{W}p")
        below.append(deepcopy(paragraph.find(f"{W}pPr")))
        for one in list(paragraph)[at:]:
            paragraph.remove(one)
            below.append(one)
        self.put_below(paragraph, below)
        self.mark_end(paragraph, "ins")
        self.touch(paragraph, below)
        return "split"

    def join(self):
        paragraph = self.random.choice(self.paragraphs())
        below = self.follower(paragraph)
        if below is None or below in self.locked or style_of(below) != style_of(paragraph):
            return None
        if "\t" in said(below) or not said(below).strip() or "Heading" in style_of(below):
            return None
        self.mark_end(paragraph, "del")
        self.touch(paragraph, below)
        return "join"

    def remove(self):
        paragraph = self.random.choice(self.paragraphs())
        if not re.match(r"ManualBullet", style_of(paragraph)):
            return None
        self.remove_whole(paragraph, "del")
        return "remove"

    def add(self):
        paragraph = self.random.choice(self.paragraphs())
        if not re.match(r"ManualBullet", style_of(paragraph)):
            return None
        self.add_below(paragraph, f"New {self.random.choice(WORDS)} item;", "ins")
        return "add"

    def move(self):
        paragraph = self.random.choice(self.paragraphs())
        others = [p for p in self.paragraphs() if style_of(p) == style_of(paragraph)]
        other = self.random.choice(others)
        if not re.match(r"ManualBullet", style_of(paragraph)) or other is paragraph:
            return None
        if any(child.tag != f"{W}r" for child in paragraph if child.tag != f"{W}pPr"):
            return None
        self.add_below(other, None, "moveTo", [deepcopy(one) for one in paragraph.findall(f"{W}r")])
        self.remove_whole(paragraph, "moveFrom")
        return "move"

    def provision(self):
        """A new provision below the last paragraph of another."""
        paragraph = self.random.choice(self.paragraphs())
        key = self.key(paragraph)
        if not re.fullmatch(r"\d+\.\d+\.\d+", key) or self.follower(paragraph) is not None:
            return None
        if self.parents[paragraph].tag != f"{W}sdtContent" or f"{key}A" in self.touched:
            return None
        if any(f"{W}tag" in e.tag and e.get(f"{W}val") == f"p:{key}A" for e in self.root.iter()):
            return None
        below = self.add_below(paragraph, f"{key}A New {self.random.choice(WORDS)} words.", "ins")
        below.find(f"{W}pPr/{W}pStyle").set(f"{W}val", "ManualParagraph")
        self.touched.add(f"{key}A")
        return f"provision {key}A"

    def row(self):
        rows = [*self.root.iter(f"{W}tr")]
        free = [r for r in rows[1:] if r.find(f"{W}trPr/{W}ins") is None]
        free = [r for r in free if r.find(f"{W}trPr/{W}del") is None]
        free = [r for r in free if not self.locked & set(r.iter(f"{W}p"))]
        if not free:
            return None
        row = self.random.choice(free)
        table = self.parents[row]
        if list(table).index(row) == list(table).index(table.find(f"{W}tr")):
            return None
        if self.random.random() < 0.5:
            row.find(f"{W}trPr").append(self.mark("del"))
            self.touch(*row.iter(f"{W}p"))
            return "row gone"
        new = deepcopy(row)
        new.find(f"{W}trPr").append(self.mark("ins"))
        self.parents |= {child: parent for parent in new.iter() for child in parent}
        self.parents[new] = table
        table.insert(list(table).index(row) + 1, new)
        self.touch(*row.iter(f"{W}p"), *new.iter(f"{W}p"))
        return "row new"

    KINDS = ("insert", "cell", "delete", "split", "join", "remove", "add", "move", "provision")
    KINDS = (*KINDS, "row")

    def change(self):
        """One change of any kind; what it was."""
        for _ in range(200):
            did = getattr(self, self.random.choice(self.KINDS))()
            if did:
                self.done.append(did)
                return did
        raise AssertionError("nothing to change")

    # What they are made of

    def run(self, text, like):
        new = ET.Element(f"{W}r")
        looks = like.find(f"{W}rPr")
        if looks is not None:
            new.append(deepcopy(looks))
        words = ET.SubElement(new, f"{W}t")
        words.text = text
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        return new

    def cut(self, paragraph, run):
        """A run as two, parted between two words."""
        text = run.find(f"{W}t").text
        gaps = [m.start() for m in re.finditer(r" ", text)] or [len(text)]
        at = self.random.choice(gaps)
        ahead, behind = self.run(text[:at], run), self.run(text[at:], run)
        place = list(paragraph).index(run)
        paragraph.remove(run)
        paragraph.insert(place, behind)
        paragraph.insert(place, ahead)
        self.parents |= {ahead: paragraph, behind: paragraph}
        return ahead, behind

    def strike(self, paragraph, run, tag="del"):
        gone = self.mark(tag)
        place = list(paragraph).index(run)
        paragraph.remove(run)
        if tag == "del":
            for words in run.iter(f"{W}t"):
                words.tag = f"{W}delText"
        gone.append(run)
        paragraph.insert(place, gone)

    def mark_end(self, paragraph, tag):
        properties = paragraph.find(f"{W}pPr")
        ET.SubElement(properties, f"{W}rPr").append(self.mark(tag))

    def put_below(self, paragraph, below):
        parent = self.parents[paragraph]
        parent.insert(list(parent).index(paragraph) + 1, below)
        self.parents[below] = parent
        self.parents |= {child: up for up in below.iter() for child in up}

    def add_below(self, paragraph, text, tag, runs=()):
        """A paragraph that Word puts in when somebody presses Enter at the end of another."""
        below = ET.Element(f"{W}p")
        below.append(deepcopy(paragraph.find(f"{W}pPr")))
        new = self.mark(tag)
        below.append(new)
        for one in runs or [self.run(text, ET.Element("none"))]:
            new.append(one)
        self.put_below(paragraph, below)
        self.mark_end(paragraph, "ins")
        self.touch(paragraph, below)
        return below

    def remove_whole(self, paragraph, tag):
        for run in paragraph.findall(f"{W}r"):
            self.strike(paragraph, run, tag)
        for link in paragraph.findall(f"{W}hyperlink"):
            paragraph.remove(link)
        self.mark_end(paragraph, tag)
        self.touch(paragraph)

    def expected(self):
        """What all changes accepted come to: style and words of each paragraph."""
        found, waiting = [], None
        for p in self.root.iter(f"{W}p"):
            row = next((r for r in self.rows_of(p)), None)
            if row is not None and row.find(f"{W}trPr/{W}del") is not None:
                continue
            end = p.find(f"{W}pPr/{W}rPr")
            gone = end is not None and {one.tag for one in end} & {f"{W}del", f"{W}moveFrom"}
            style, words = style_of(p), said(p)
            if waiting is not None:
                style, words = (waiting[0] if waiting[1].strip() else style), waiting[1] + words
            waiting = (style, words) if gone else None
            if not gone:
                found.append((style, tidy(words)))
        return [one for one in found if one[1] or "Cell" in one[0] or "Head" in one[0]]

    def rows_of(self, element):
        while element in self.parents:
            element = self.parents[element]
            if element.tag == f"{W}tr":
                yield element
