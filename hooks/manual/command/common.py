"""What the commands share: options, reading, writing and telling."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from textwrap import indent
from typing import NoReturn

import click

from manual.address import DOCS, JOURNAL, path_of_kept
from manual.checkout import find_earlier
from manual.days import guess_day, read_day
from manual.folder import read_project
from manual.journal import UnfinishedError, change_files, finish
from manual.keep import FileChanges
from manual.problem import Problem, ProblemsError
from manual.seal.preview import ChangeEntry, list_changes
from manual.unrecorded import missing_files

root_option = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    show_default="here",
    help="The project's folder, which holds mkdocs.yml.",
)


class DayParam(click.ParamType[date]):
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


def read_sources(root: Path) -> tuple[dict[str, str], date]:
    """The texts, every one of which can be read, and the day of the build.

    A change of the files that was cut off is finished first.
    """
    try:
        finished = finish(root)
    except UnfinishedError as error:
        raise click.ClickException(
            f"a command was cut off while it wrote, and cannot be finished: {error}. Compare the "
            f"files in docs/amendments/ with what was committed, then delete {JOURNAL}"
        ) from error
    except OSError as error:
        _fail_to_write(root, error)
    if finished:
        click.echo("a command was cut off while it wrote; it is finished now:", err=True)
        tell_paths(finished.written)
    texts, today, problems = read_project(root)
    if problems:
        fail(ProblemsError(problems))
    return texts, today


def keep_files(root: Path, texts: Mapping[str, str], today: date, *, amending: bool) -> list[Path]:
    """Put each form and picture that changes beside its record as it was, out of git.

    Returns the files that were written. One that git does not have is told by the check.
    """
    written: list[Path] = []
    for path, digest in missing_files(texts, today, amending=amending).items():
        data = find_earlier(root, f"{DOCS}{path_of_kept(path)}", digest)
        if data is not None:
            file = root / DOCS / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
            written.append(file)
    return written


def drop_files(files: Iterable[Path]) -> None:
    """Delete files that were kept for a record that could not be written."""
    for file in files:
        file.unlink()


def write_files(root: Path, texts: Mapping[str, str], removed: Iterable[str] = ()) -> None:
    """Write files below the project's folder, and delete those `removed`."""
    try:
        change_files(root, texts, removed)
    except OSError as error:
        _fail_to_write(root, error)


def _fail_to_write(root: Path, error: OSError) -> NoReturn:
    name = error.filename or root
    raise click.ClickException(f"{name} cannot be written: {error.strerror}") from error


def save(root: Path, changes: FileChanges) -> None:
    """Write the changes to the files, and show what they record."""
    write_files(root, changes.texts, changes.removed)
    if changes.difference and changes.after is not None:
        for entry in list_changes(changes.difference, changes.after):
            click.echo(_show(entry))
    for remark in changes.remarks:
        click.echo(remark, err=True)
    tell_paths(changes.texts)
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


def fail(error: ProblemsError) -> NoReturn:
    """Tell the problems, and end with exit code 1."""
    tell(error.problems)
    sys.exit(1)


def tell(problems: Iterable[Problem]) -> None:
    """Print problems, each with its rule, on standard error."""
    for problem in problems:
        click.echo(problem.with_rule(), err=True)


def tell_paths(paths: Iterable[str]) -> None:
    """Print which files were written."""
    for path in paths:
        click.echo(f"written: {path}", err=True)


def count(things: Sequence[object], what: str) -> str:
    """How many things there are, in words: `2 problems`."""
    return f"{len(things)} {what}{'' if len(things) == 1 else 's'}"
