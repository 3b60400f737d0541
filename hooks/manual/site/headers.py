"""What a page may do: one policy for browsers, in the head of each page and in a host's headers.

Scripts come from the site itself; the one inside the head of every page is named by its hash. No
style attribute, no event handler attribute and no other origin is allowed.
Source: https://www.w3.org/TR/CSP3/, https://www.w3.org/TR/permissions-policy/
"""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FIRST_SCRIPT = "overrides/partials/javascripts/base.html"
"""The template whose script is in the head of every page. It has no placeholders."""
HEADERS_PATH = "_headers"
"""The file in which Netlify and Cloudflare Pages look for headers.

Source: https://docs.netlify.com/manage/routing/headers/,
https://developers.cloudflare.com/pages/configuration/headers/
"""
NGINX_PATH = "headers.nginx"
"""The file that `deploy/nginx.conf` includes."""

_SOURCES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",  # the QR code, which a script puts at the foot of a printed sheet
    "font-src": "'self'",
    "connect-src": "'self'",  # the search index, and what a copy is compared with
    "manifest-src": "'self'",
    "worker-src": "'self'",  # the copy that is kept for use without signal
    "base-uri": "'none'",
    "form-action": "'none'",  # no form is ever sent: scripts read what is typed
}
"""What each kind of content may be loaded from; nothing else loads."""
_IN_HEADERS_ONLY = {"frame-ancestors": "'none'"}
"""What browsers ignore in the head of a page."""

_UNUSED = (
    "accelerometer",
    "browsing-topics",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "publickey-credentials-get",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
"""What the site never asks a device for."""

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def inline_scripts(html: str) -> list[str]:
    """The text of each script that is inside `html` itself."""
    return _INLINE.findall(html)


def head_policy(texts: Mapping[str, str]) -> str:
    """The content security policy for the head of a page.

    `texts`, by path from the project's folder, include the template `FIRST_SCRIPT`.
    """
    return _policy(_SOURCES, inline_scripts(texts.get(FIRST_SCRIPT, "")))


def headers(texts: Mapping[str, str]) -> dict[str, str]:
    """Every header that a host should send with each file of the site, by name.

    `texts` are as for `head_policy`.
    """
    scripts = inline_scripts(texts.get(FIRST_SCRIPT, ""))
    return {
        "Content-Security-Policy": _policy({**_SOURCES, **_IN_HEADERS_ONLY}, scripts),
        "X-Frame-Options": "DENY",  # for browsers that do not know frame-ancestors
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": ", ".join(f"{name}=()" for name in _UNUSED),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }


def headers_file(texts: Mapping[str, str]) -> str:
    """The headers in the form of `_headers`, for every address of the site."""
    lines = [f"  {name}: {value}" for name, value in headers(texts).items()]
    return "\n".join(["/*", *lines, ""])


def nginx_file(texts: Mapping[str, str]) -> str:
    """The headers as directives of nginx. No value holds a double quotation mark or a `$`."""
    lines = [f'add_header {name} "{value}" always;' for name, value in headers(texts).items()]
    return "\n".join([*lines, ""])


def _policy(sources: Mapping[str, str], scripts: Iterable[str]) -> str:
    allowed = dict(sources)
    allowed["script-src"] = " ".join([allowed["script-src"], *map(_hash, scripts)])
    return "; ".join(f"{kind} {value}" for kind, value in allowed.items())


def _hash(script: str) -> str:
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return f"'sha256-{digest}'"
