"""Commands that keep the record."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import click

from manual.approve import Approval
from manual.approve import approve as approve_texts
from manual.command.common import (
    DayParam,
    drop_files,
    fail,
    keep_files,
    read_sources,
    root_option,
    save,
    tell_paths,
)
from manual.fetch import fetch_seal
from manual.keep import amend as amend_texts
from manual.keep import revise as revise_texts
from manual.keep import seal as seal_texts
from manual.keep import seal_onto
from manual.problem import ProblemsError
from manual.seal.draft import Heading, Revision


@click.command()
@click.argument("title", required=False)
@click.option("--reason", help="Why the wording changed, in a sentence or two.")
@click.option("--action", help="What a practitioner does differently from the date.")
@click.option(
    "--in-force",
    type=DayParam(),
    help="The day on which it comes into force, such as 2027-03-01. Without it: today; with "
    "--revise, as it was.",
)
@click.option(
    "--editorial/--substantive",
    default=None,
    help="Whether it changes nothing in substance. Without either: substantive.",
)
@click.option("--source", metavar="URL", help="The address of what it follows.")
@click.option(
    "--approved-by", metavar="NAME", help="Who approved it. Without it, the amendment is a draft."
)
@click.option(
    "--approved-on", type=DayParam(), help="The day on which they did; left out if not known."
)
@click.option("--corrects", type=int, metavar="N", help="It mends a mistake in amendment N.")
@click.option(
    "--revise",
    type=int,
    metavar="N",
    help="Record anew what pending amendment N changes, or withdraw it if nothing is left. It "
    "keeps its title, its day and everything else, except what you give.",
)
@root_option
def amend(  # noqa: PLR0913, PLR0917 - click passes each option as an argument
    title: str | None,
    reason: str | None,
    action: str | None,
    in_force: date | None,
    editorial: bool | None,  # noqa: FBT001 - click passes an option by its name
    source: str | None,
    approved_by: str | None,
    approved_on: date | None,
    corrects: int | None,
    revise: int | None,
    root: Path,
) -> None:
    """Record what you have changed in docs/, and seal it.

    TITLE says in a few words what the amendment is about.
    """
    given = {"TITLE": title, "--reason": reason, "--action": action}
    missing = ", ".join(name for name, value in given.items() if not value)
    if missing and revise is None:
        raise click.UsageError(
            f"an amendment needs a title, a reason, an action; missing: {missing}"
        )
    texts, today = read_sources(root)
    kept = keep_files(root, texts, today, amending=revise is None)
    texts = read_sources(root)[0] if kept else texts
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
                source,
                approved_by,
                approved_on,
            )
            changes = amend_texts(texts, today, heading)
        else:
            revision = Revision(
                title,
                in_force,
                reason,
                action,
                editorial,
                corrects,
                source,
                approved_by,
                approved_on,
            )
            changes = revise_texts(texts, today, revise, revision)
    except ProblemsError as error:
        drop_files(kept)
        fail(error)
    save(root, changes)
    tell_paths(file.relative_to(root).as_posix() for file in kept)


class Numbers(click.ParamType[tuple[int, ...]]):
    """Numbers of amendments, as an editor gives them: `5`, or `5-7`."""

    name = "NUMBER"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, ...]:
        """The numbers that are meant."""
        match = re.fullmatch(r"([1-9]\d{0,4})(?:-([1-9]\d{0,4}))?", str(value))
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
        if first > last:
            hint = "write 5, or 5-7 for 5, 6 and 7"
            raise click.BadParameter(f"'{value}' names no amendments: {hint}", ctx, param)
        return tuple(range(first, last + 1))


@click.command()
@click.argument("numbers", type=Numbers(), nargs=-1, required=True)
@click.option(
    "--by",
    "--approved-by",
    "by",
    metavar="NAME",
    required=True,
    help="The body or the person that approved.",
)
@click.option(
    "--on",
    "--approved-on",
    "on",
    type=DayParam(),
    help="The day on which they did; left out if it is not known.",
)
@root_option
def approve(
    numbers: tuple[tuple[int, ...], ...],
    by: str,
    on: date | None,
    root: Path,
) -> None:
    """Record who approved amendments, and seal it.

    NUMBERS are those of the amendments: 5 6 9, or 5-9. They are no longer shown as drafts.
    """
    texts, today = read_sources(root)
    wanted = [number for group in numbers for number in group]
    try:
        changes = approve_texts(texts, today, wanted, Approval(by, on))
    except ProblemsError as error:
        fail(error)
    save(root, changes)


@click.command()
@click.option(
    "--onto",
    metavar="SEAL",
    help="Go on from the seal and the chain that were published: a file, or the address of the "
    "site. Use it where two sealings have met: those beside the records are put aside.",
)
@root_option
def seal(onto: str | None, root: Path) -> None:
    """Seal what was recorded by hand, or settle two seals after a merge."""
    texts, today = read_sources(root)
    kept = keep_files(root, texts, today, amending=False) if onto is None else []
    texts = read_sources(root)[0] if kept else texts
    try:
        if onto is None:
            changes = seal_texts(texts, today)
        else:
            changes = seal_onto(texts, today, fetch_seal(onto))
    except ProblemsError as error:
        drop_files(kept)
        fail(error)
    save(root, changes)
    tell_paths(file.relative_to(root).as_posix() for file in kept)
