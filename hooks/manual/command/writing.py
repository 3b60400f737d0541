"""Commands that write files: what follows from the texts, other forms of them, a new manual."""

from __future__ import annotations

from pathlib import Path

import click

from manual.address import SETTINGS
from manual.build import build
from manual.command.common import (
    fail,
    read_sources,
    root_option,
    tell_paths,
    write_files,
)
from manual.folder import copy_files, fault_of_target, read_project, write_texts
from manual.generate.files import generate as generate_texts
from manual.new import NewError, lay_manual
from manual.pages.export import export as export_texts
from manual.pages.export import without_frame
from manual.problem import ProblemsError
from manual.read import read_manual
from manual.settings import read_site
from manual.site.headers import headers as make_headers


@click.command()
@root_option
def generate(root: Path) -> None:
    """Rewrite the lists of paths, and the schemas of YAML files."""
    texts, today, problems = read_project(root)
    try:
        generated = generate_texts(read_manual(texts, today, problems))
    except ProblemsError as error:
        fail(error)
    changed = {path: text for path, text in generated.items() if texts.get(path) != text}
    write_files(root, changed)
    tell_paths(changed)
    for path in sorted(generated.keys() - changed.keys()):
        click.echo(f"unchanged: {path}", err=True)


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def new(folder: Path) -> None:
    """Write a small whole manual into DIR, to begin your own.

    DIR is a folder that is empty or not there yet. It gets the software, and an example of each
    text: a chapter, a section, a flowchart, an area with a contact.
    """
    try:
        texts = lay_manual(Path(__file__).resolve().parents[3], folder)
    except NewError as error:
        raise click.UsageError(str(error)) from error
    for text in texts:
        click.echo(f"written: {folder / text}", err=True)
    click.echo(f"The software is in {folder} as well. Begin with {folder / 'README.md'}.", err=True)


@click.command()
@root_option
def address(root: Path) -> None:
    """Print the address at which the site is published."""
    texts, _ = read_sources(root)
    try:
        click.echo(read_site(texts.get(SETTINGS, "")).url)
    except ProblemsError as error:
        fail(error)


@click.command()
@root_option
def headers(root: Path) -> None:
    """Print the headers that a host should send with every file."""
    texts, _ = read_sources(root)
    for name, value in make_headers(texts).items():
        click.echo(f"{name}: {value}")


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@root_option
def export(folder: Path, root: Path) -> None:
    """Write plain Markdown and assets to DIR, for another generator.

    DIR is a folder that is empty or not there yet. Zensical builds what it then holds. The texts in
    docs/ stay the source: export again after a change.
    """
    if fault := fault_of_target(folder):
        raise click.UsageError(fault)
    texts, today, problems = read_project(root)
    output = build(without_frame(texts), today, problems)
    if output.pages is None:
        fail(ProblemsError(output.problems))
    files = export_texts(output.pages, texts[SETTINGS])
    try:
        write_texts(folder, files)
        copy_files(root, folder / "docs", output.pages.attached)
    except OSError as error:
        raise click.UsageError(f"{folder} cannot be written: {error.strerror}") from error
    pages = sum(path.endswith(".md") for path in files)
    click.echo(f"{pages} pages are in {folder}. Build them there: zensical build", err=True)
