"""The poster for a wall: one sheet that says whom to call and leads to the flowchart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from manual.address import POSTER_PATH, flowchart_address
from manual.contacts.page import call_list
from manual.copies.qr_code import code_svg
from manual.markup.template import fill
from manual.pages.plain import contacts_label

if TYPE_CHECKING:
    from manual.pages.context import Context
    from manual.tree.load import LoadedTree


def poster_page(context: Context, loaded: LoadedTree) -> str:
    """The poster, `/poster/`, of a flowchart.

    It has the numbers of every area. Where a reader has chosen one, paper has that alone. Its stamp
    is that of the contacts: what may go out of date on a wall are the numbers. Contacts that are
    not sealed have no day but the present one, and the stamp is then that of the manual.
    """
    sealed = context.manual.seal.list_of_contacts if context.manual.seal else None
    is_sealed = sealed is not None and sealed.digest == context.contacts_digest
    settler = context.settler(POSTER_PATH)
    address = f"{context.manual.site.url}{flowchart_address(loaded.name)}"
    body = fill(
        "pages/poster.html",
        tree=loaded.tree,
        urgent=settler.html(loaded.tree.urgent),
        list=call_list(context.urgent(), when=True),
        address=address,
        link=settler.link(flowchart_address(loaded.name)),
        code=code_svg(address),
    )
    label = contacts_label(context) if is_sealed else None
    return context.page(POSTER_PATH, "Poster", body, label, hide=["navigation", "toc"])
