"""Commands that send a part of the manual to a committee in Word."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import NoReturn

import click

from manual.command.common import fail, read_sources, root_option, tell_paths, write_files
from manual.problem import ProblemsError
from manual.review.copy import ALL, make_copy
from manual.review.take import Taken, take_copy
from manual.review.told import ToldError
from manual.word.package import LARGEST_FILE


@click.group()
def word() -> None:
    """Send a part of the manual round in Word."""


@word.command("out")
@click.argument("what", required=False)
@click.option("--all", "whole", is_flag=True, help="Every section, and the glossary.")
@click.option(
    "--to",
    "target",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write. Without it: a name such as 2.5.docx, in the current folder.",
)
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@root_option
def out(what: str | None, whole: bool, target: Path | None, force: bool, root: Path) -> None:  # noqa: FBT001 - click passes options by their names
    """Write a Word file for review.

    WHAT is the number of a section (2.5), in which every change is tracked from the first keystroke
    on, or of an amendment (5), which shows what it changes as tracked changes; or 'glossary'.
    """
    if bool(what) == whole:
        raise click.UsageError("name a section (2.5), an amendment (5) or the glossary, or --all")
    texts, today = read_sources(root)
    try:
        made = make_copy(texts, today, what or ALL)
    except ProblemsError as error:
        fail(error)
    except ToldError as error:
        tell_lines(error)
    file = target or Path(made.name)
    if file.suffix.lower() != ".docx":
        raise click.UsageError(f"{file}: the name of a Word file ends in .docx")
    _write(file, made.data, force=force)
    click.echo(f"written: {file}, with {made.provisions} provisions", err=True)


def tell_lines(error: ToldError) -> NoReturn:
    """Print what stands in the way, and end with exit code 1."""
    for line in error.lines:
        click.echo(line, err=True)
    sys.exit(1)


def _write(file: Path, data: bytes, *, force: bool) -> None:
    """Write a file; over one that is there only where that is asked for."""
    try:
        with file.open("wb" if force else "xb") as opened:
            opened.write(data)
    except FileExistsError as error:
        hint = "add --force to write over it, or --to with another name"
        raise click.ClickException(f"{file} is there already: {hint}") from error
    except OSError as error:
        raise click.ClickException(f"{file} cannot be written: {error.strerror}") from error


@word.command("in")
@click.argument(
    "file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@root_option
def take(file: Path, root: Path) -> None:
    """Take in a Word file that came back: its tracked changes become changes of docs/.

    With all changes rejected it must be what was sent, word for word. Nothing is written if
    anything stands in the way. Then record what changed with 'manual amend'.
    """
    texts, today = read_sources(root)
    try:
        taken = take_copy(texts, today, file.name, _read(file))
    except ProblemsError as error:
        fail(error)
    except ToldError as error:
        tell_lines(error)
    write_files(root, taken.texts)
    for remark in taken.remarks:
        click.echo(f"notice: {remark}", err=True)
    for author, days, numbers in taken.hands:
        said = ", ".join(numbers) or "nothing that is left"
        click.echo(f"{author}{f', {days}' if days else ''}: {said}", err=True)
    tell_paths(taken.texts)
    if taken.changed:
        click.echo(f"changed: {', '.join(taken.changed)}", err=True)
        click.echo(_next(taken), err=True)
    else:
        click.echo("It changes nothing.", err=True)


def _read(file: Path) -> bytes:
    if file.stat().st_size > LARGEST_FILE:
        raise click.ClickException(f"{file} has more than {LARGEST_FILE // 1_000_000} MB")
    try:
        return file.read_bytes()
    except OSError as error:
        raise click.ClickException(f"{file} cannot be read: {error.strerror}") from error


def _next(taken: Taken) -> str:
    """The command that records what was taken in, as far as it can be known."""
    if taken.amendment:
        return f"Now look at it, and record it anew: manual amend --revise {taken.amendment}"
    who = " and ".join(author for author, _, numbers in taken.hands if numbers)
    reason = f"As marked up by {who}." if who else "…"
    return (
        "Now look at it (manual check, git diff), and record it:\n"
        f'    manual amend "…" --reason {shlex.quote(reason)} --action "…"'
    )
