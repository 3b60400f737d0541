"""The command `manual`, for editors: arguments in, calls of the pure package, messages out."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from textwrap import indent
from typing import NoReturn

import click

from manual.address import SEAL, SETTINGS
from manual.build import build
from manual.checkout import read_checkout
from manual.days import guess_day, read_day
from manual.folder import (
    build_day,
    fault_of_target,
    read_project,
    read_text,
    remove_texts,
    write_texts,
)
from manual.generate.files import generate as generate_texts
from manual.keep import FileChanges, compare_since
from manual.keep import amend as amend_texts
from manual.keep import revise as revise_texts
from manual.keep import seal as seal_texts
from manual.new import NewError, lay_manual
from manual.pages.export import export as export_texts
from manual.pages.export import without_frame
from manual.problem import FORMS, Form, Problem, ProblemsError, write_report
from manual.proposal.model import Proposal
from manual.proposal.show import show_proposal
from manual.read import read_manual
from manual.seal.draft import Heading, Revision
from manual.seal.preview import ChangeEntry, list_changes
from manual.site.headers import headers as make_headers

_root = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    show_default="here",
    help="The project's folder, which holds mkdocs.yml.",
)


class _Day(click.ParamType[date]):
    """A day as it is written here; of another spelling the day that is likely to be meant."""

    name = "YYYY-MM-DD"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """The day that an editor gives."""
        given = str(value)
        if day := read_day(given):
            return day
        meant = guess_day(given) or "2027-03-01"
        raise click.BadParameter(
            f"'{given}' is not a date. Write the year, month and day: {meant}", ctx, param
        )


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Check the manual, keep its records, and begin another."""


@main.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    default="text",
    show_default=True,
    help="Who reads it: a person, or a code host that shows each at its line of a change.",
)
@_root
def check(form: Form, root: Path) -> None:
    """Look for mistakes in the texts, and for what is overdue.

    What a code host reads goes to standard output, all else to standard error.
    """
    texts, today, problems = read_project(root)
    output = build(texts, today, problems)
    click.echo(write_report(form, output.problems, output.notices), err=form == "text", nl=False)
    counts = f"{_count(output.problems, 'problem')}, {_count(output.notices, 'notice')}"
    click.echo(counts, err=True)
    sys.exit(1 if output.problems else 0)


@main.command()
@_root
def generate(root: Path) -> None:
    """Write again what follows from other files: lists of paths, and schemas for YAML files."""
    texts, today, problems = read_project(root)
    try:
        generated = generate_texts(read_manual(texts, today, problems))
    except ProblemsError as error:
        _fail(error)
    changed = {path: text for path, text in generated.items() if texts.get(path) != text}
    _write(root, changed)
    _tell_paths(changed)
    for path in sorted(generated.keys() - changed.keys()):
        click.echo(f"unchanged: {path}", err=True)


@main.command()
@click.argument("title", required=False)
@click.option("--reason", help="Why the wording changed, in a sentence or two.")
@click.option("--action", help="What a practitioner does differently from the date.")
@click.option(
    "--in-force",
    type=_Day(),
    help="The day from which it holds, such as 2027-03-01. Without it: today; with --revise, as "
    "it was.",
)
@click.option(
    "--editorial/--substantive",
    default=None,
    help="Whether it changes nothing in substance. Without either: substantive.",
)
@click.option("--corrects", type=int, metavar="N", help="It mends a mistake in amendment N.")
@click.option(
    "--revise",
    type=int,
    metavar="N",
    help="Record anew what pending amendment N changes, or withdraw it if nothing is left. It "
    "keeps its title, its day and all else, but for what you give.",
)
@_root
def amend(  # noqa: PLR0913, PLR0917 - click passes each option as an argument
    title: str | None,
    reason: str | None,
    action: str | None,
    in_force: date | None,
    editorial: bool | None,  # noqa: FBT001 - click passes an option by its name
    corrects: int | None,
    revise: int | None,
    root: Path,
) -> None:
    """Record what you have changed in docs/ as an amendment, and seal it.

    TITLE says in a few words what the amendment is about.
    """
    given = {"TITLE": title, "--reason": reason, "--action": action}
    missing = ", ".join(name for name, value in given.items() if not value)
    if missing and revise is None:
        raise click.UsageError(
            f"an amendment needs a title, a reason, an action; missing: {missing}"
        )
    texts, today = _readable(root)
    try:
        if revise is None:
            heading = Heading(
                0,
                title or "",
                in_force or today,
                reason or "",
                action or "",
                bool(editorial),
                corrects,
            )
            changes = amend_texts(texts, today, heading)
        else:
            revision = Revision(title, in_force, reason, action, editorial, corrects)
            changes = revise_texts(texts, today, revise, revision)
    except ProblemsError as error:
        _fail(error)
    _save(root, changes)


@main.command()
@_root
def seal(root: Path) -> None:
    """Seal what was recorded by hand; after a merge, make one seal of two."""
    texts, today = _readable(root)
    try:
        changes = seal_texts(texts, today)
    except ProblemsError as error:
        _fail(error)
    _save(root, changes)


@main.command()
@click.option(
    "--since",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Another seal, such as that of the published branch. Without it: this folder's.",
)
@click.option(
    "--base",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A checkout of the published branch: every file is compared with those in it.",
)
@_root
def compare(since: Path | None, base: Path | None, root: Path) -> None:
    """Show what has changed, as Markdown: since the seal, or against a checkout.

    With a seal, that is the wordings, word by word. With --base, it is every kind of change, the
    most dangerous first: numbers and forms, flowcharts, settings, records, paragraphs, pages and
    terms, other files, software. No code of either folder is run.
    """
    if since and base:
        raise click.UsageError("give --since or --base, not both")
    try:
        shown = _show_proposal(base, root) if base else _show_since(since, root)
    except ProblemsError as error:
        _fail(error)
    except OSError as error:
        name = error.filename or since or root
        raise click.UsageError(f"{name} cannot be read: {error.strerror}") from error
    click.echo(shown, nl=False)


def _show_since(since: Path | None, root: Path) -> str:
    texts, today = _readable(root)
    sealed = read_text(str(since), since) if since else texts.get(SEAL, "")
    return compare_since(texts, today, sealed, str(since or SEAL))


def _show_proposal(base: Path, root: Path) -> str:
    return show_proposal(Proposal(read_checkout(base), read_checkout(root), build_day()))


@main.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def new(folder: Path) -> None:
    """Lay a small whole manual in DIR, to begin one of your own.

    DIR is a folder that is empty or not there yet. It gets the software, and an example of each
    text: a chapter, a section, a flowchart, an area with a contact.
    """
    try:
        texts = lay_manual(Path(__file__).resolve().parents[2], folder)
    except NewError as error:
        raise click.UsageError(str(error)) from error
    for text in texts:
        click.echo(f"written: {folder / text}", err=True)
    click.echo(f"The software is in {folder} as well. Begin with {folder / 'README.md'}.", err=True)


@main.command()
@_root
def headers(root: Path) -> None:
    """Print the headers that a host should send with every file of the site."""
    texts, _ = _readable(root)
    for name, value in make_headers(texts).items():
        click.echo(f"{name}: {value}")


@main.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@_root
def export(folder: Path, root: Path) -> None:
    """Write the manual as plain Markdown and assets to DIR, for a site generator without hooks.

    DIR is a folder that is empty or not there yet. Zensical builds what it then holds. The texts in
    docs/ stay the source: export again after a change.
    """
    if fault := fault_of_target(folder):
        raise click.UsageError(fault)
    texts, today, problems = read_project(root)
    output = build(without_frame(texts), today, problems)
    if output.pages is None:
        _fail(ProblemsError(output.problems))
    files = export_texts(output.pages, texts[SETTINGS])
    try:
        write_texts(folder, files)
    except OSError as error:
        raise click.UsageError(f"{folder} cannot be written: {error.strerror}") from error
    count = sum(path.endswith(".md") for path in files)
    click.echo(f"{count} pages are in {folder}. Build them there: zensical build", err=True)


def _readable(root: Path) -> tuple[dict[str, str], date]:
    """The texts, every one of which can be read, and the day of the build."""
    texts, today, problems = read_project(root)
    if problems:
        _fail(ProblemsError(problems))
    return texts, today


def _write(root: Path, texts: Mapping[str, str], removed: Iterable[str] = ()) -> None:
    try:
        write_texts(root, texts)
        remove_texts(root, removed)
    except OSError as error:
        name = error.filename or root
        raise click.ClickException(f"{name} cannot be written: {error.strerror}") from error


def _save(root: Path, changes: FileChanges) -> None:
    """Write the changes to the files, and show what they record."""
    _write(root, changes.texts, changes.removed)
    if changes.difference and changes.after is not None:
        for entry in list_changes(changes.difference, changes.after):
            click.echo(_show(entry))
    for remark in changes.remarks:
        click.echo(remark, err=True)
    _tell_paths(changes.texts)
    for path in changes.removed:
        click.echo(f"{path} (withdrawn)", err=True)


def _show(entry: ChangeEntry) -> str:
    """A change, words deleted as `[-so-]` and inserted as `{+so+}`; in colour if there is any."""
    words = "".join(_marked(kind, text) for kind, text in entry.words)
    head = click.style(f"{entry.number} {entry.what}", bold=True)
    return f"{head}\n{indent(words, '    ')}\n" if words else f"{head}\n"


def _marked(kind: str, text: str) -> str:
    if kind == "deleted":
        return click.style(f"[-{text}-]", fg="red")
    return click.style(f"{{+{text}+}}", fg="green") if kind == "inserted" else text


def _fail(error: ProblemsError) -> NoReturn:
    _tell(error.problems)
    sys.exit(1)


def _tell(problems: Iterable[Problem]) -> None:
    for problem in problems:
        click.echo(problem.with_rule(), err=True)


def _tell_paths(paths: Iterable[str]) -> None:
    for path in paths:
        click.echo(f"written: {path}", err=True)


def _count(things: Sequence[object], what: str) -> str:
    return f"{len(things)} {what}{'' if len(things) == 1 else 's'}"
