"""The poster for a wall: one sheet with the numbers, the way to the flowchart, and its edition."""

import pytest
from kinds import KINDS
from mkdocs.utils.yaml import yaml_load
from playwright.sync_api import expect
from support import ROOT, OpenPage, print_pdf, read_codes, read_sheets

POSTER = "poster/"


def site_url() -> str:
    with (ROOT / "mkdocs.yml").open(encoding="utf-8") as file:
        return yaml_load(file)["site_url"]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_the_poster_is_one_sheet_with_every_area_and_two_codes(phone: OpenPage, *, script: bool):
    pdf = print_pdf(phone(POSTER, script=script))
    (sheet,) = read_sheets(pdf)
    for words in (
        "Immediate danger: call 999",
        "01323 464222",
        "01403 229900",
        "01273 290400",
        "Not yet confirmed",
        "Contacts unchanged since",
        "Is this copy current?",
    ):
        assert words in sheet
    (codes,) = read_codes(pdf)
    flowchart, current = sorted(codes, key=lambda code: "/current/" in code)
    assert flowchart == f"{site_url()}{KINDS['flowchart']}"
    assert current.startswith(f"{site_url()}current/#contacts@")


def test_where_an_area_is_chosen_the_poster_has_its_numbers_alone(phone: OpenPage):
    page = phone(POSTER)
    page.locator("#content").get_by_label("Numbers for").select_option(label="Hastings")
    (sheet,) = read_sheets(print_pdf(page))
    assert "01323 464222" in sheet
    assert "01273 335905" in sheet
    assert "01403 229900" not in sheet


def test_the_contacts_lead_to_the_poster(phone: OpenPage):
    page = phone(KINDS["contacts"])
    page.get_by_role("link", name="A poster for the wall").click()
    expect(page.get_by_role("heading", name="Decide")).to_be_visible()
