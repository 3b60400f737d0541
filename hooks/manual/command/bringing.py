"""The command that brings texts from elsewhere into a manual."""

from __future__ import annotations

import re
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import click

from manual.address import DOCS, SETTINGS
from manual.bring.compose import compose
from manual.bring.outline import make_outline
from manual.bring.report import Brought, tally, write_report
from manual.build import build
from manual.command.sources import read_source
from manual.folder import read_project
from manual.numbers.scheme import DEFAULT, Scheme, read_scheme
from manual.text.attached import describe_file
from manual.word.package import FileError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from manual.bring.model import Outline

_TOLD = 500
"""Paragraphs or pages after which it is told how far the reading has come."""
_CHAPTER = re.compile(r"\A\ufeff?---[^\S\n]*\n(?:.*\n)*?chapter:[^\S\n]*(\d+)")
_NUMBERS = re.compile(r"^    numbers:[^\S\n]+[\"']?(.*?)[\"']?[^\S\n]*$", re.MULTILINE)


@click.command("import")
@click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, path_type=Path),
)
@click.option(
    "--to",
    "folder",
    metavar="DIR",
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder of the manual that gets the texts; 'manual new' makes one.",
)
def bring(files: tuple[Path, ...], folder: Path) -> None:
    """Bring a text from elsewhere into a manual, with its numbers.

    Each FILE becomes chapters, sections and paragraphs in DIR/docs, under the numbers that it
    shows. It is a Word file (.docx), a saved page (.html), a text in Markdown (.md), or a folder of
    pages or texts. Nothing that is there is written over. The file import-report.md says what is
    certain, what is not, and what is left to do.
    """
    if not (folder / SETTINGS).is_file():
        raise click.UsageError(f"{folder} holds no manual. Make one first: manual new {folder}")
    texts, today, faults = read_project(folder)
    brought: list[Brought] = []
    merged = dict(texts)
    added: dict[str, bytes] = {}
    for file in files:
        one = _bring(file, merged, today)
        brought.append(one)
        for path, text in one.composed.texts.items():
            merged[path] = text
            added[path] = text.encode()
        for path, data in one.composed.files.items():
            merged[path] = describe_file(data)
            added[path] = data
    output = build(merged, today, faults)
    problems = [one for one in output.problems if one.where.path not in texts]
    notices = [one for one in output.notices if one.where.path in added]
    report = _free_name(folder)
    added[report] = write_report(brought, problems, notices).encode()
    _write(folder, added)
    _tell(folder, brought, report, len(problems))


def _bring(file: Path, texts: Mapping[str, str], today: date) -> Brought:
    """One source, as texts beside those that are there."""
    try:
        source = read_source(file, _progress(file))
    except (FileError, OSError) as error:
        raise click.ClickException(f"{file}: {error}") from error
    chapters = _chapters(texts)
    outline = make_outline(source, max(chapters, default=0) + 1)
    _refuse_clash(file, outline, chapters)
    taken = [path for path in texts if path.startswith(DOCS)]
    return Brought(source, outline, compose(source, outline, taken, _scheme(texts), today))


def _progress(file: Path) -> Callable[[int, int], None]:
    def tell(done: int, total: int) -> None:
        if total > _TOLD and (done % _TOLD == 0 or done == total):
            click.echo(f"{file.name}: {done:,} of {total:,} parts are read", err=True)

    return tell


def _chapters(texts: Mapping[str, str]) -> dict[int, str]:
    """The numbers of the chapters that are there, with their paths."""
    found = {}
    for path, text in texts.items():
        if path.startswith(DOCS) and path.endswith("/index.md") and (m := _CHAPTER.match(text)):
            found[int(m[1])] = path
    return found


def _refuse_clash(file: Path, outline: Outline, chapters: Mapping[int, str]) -> None:
    for chapter in outline.chapters:
        if path := chapters.get(chapter.number):
            what = f"{path} is chapter {chapter.number} already, and so is '{chapter.title}'"
            hint = "delete what is there, if it is the example (see documentation/importing.md)"
            raise click.ClickException(f"{file}: {what}: {hint}")


def _scheme(texts: Mapping[str, str]) -> Scheme:
    """The numbering that the settings of a manual declare."""
    match = _NUMBERS.search(texts.get(SETTINGS, ""))
    return (read_scheme(match[1]) if match else None) or DEFAULT


def _free_name(folder: Path) -> str:
    names = (f"import-report{'' if n == 1 else f'-{n}'}.md" for n in count(1))
    return next(name for name in names if not (folder / name).exists())


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files that are not there yet."""
    there = [path for path in files if (folder / path).exists()]
    if there:
        raise click.ClickException(f"{folder / there[0]} is there already; nothing was written")
    try:
        for path, data in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            with (folder / path).open("xb") as file:
                file.write(data)
    except OSError as error:
        name = error.filename or folder
        raise click.ClickException(f"{name} cannot be written: {error.strerror}") from error


def _tell(folder: Path, brought: list[Brought], report: str, problems: int) -> None:
    for one in brought:
        for path in [*one.composed.texts, *one.composed.files]:
            click.echo(f"written: {folder / path}", err=True)
        counted = tally(one)
        kept = counted.on_pages + counted.in_report
        click.echo(
            f"{one.source.name}: {kept:,} of {counted.in_source:,} words are here, "
            f"{counted.in_report:,} of them in the report alone; {counted.kept:,} of "
            f"{counted.numbers:,} numbers are as they were.",
            err=True,
        )
    doubts = sum(len(one.remarks) for one in brought)
    click.echo(f"written: {folder / report}", err=True)
    click.echo(
        f"To do: mistakes to mend: {problems}; places to look at: {doubts}. Work down the report.",
        err=True,
    )
