"""The policy that browsers are given, in a page's head and in the headers of hosts."""

import base64
import hashlib

from invented import BASE, TODAY
from manual.build import build
from manual.site.headers import (
    FIRST_SCRIPT,
    head_policy,
    headers,
    headers_file,
    inline_scripts,
    nginx_file,
)
from support import ROOT

SCRIPT = 'document.documentElement.className = "js"'
TEXTS = {FIRST_SCRIPT: f"{{#- Why. -#}}\n<script>{SCRIPT}</script>\n"}


def directives(policy: str) -> dict[str, list[str]]:
    return {kind: values for kind, *values in map(str.split, policy.split("; "))}


def test_the_policy_names_the_first_script_by_its_hash():
    digest = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
    assert directives(head_policy(TEXTS))["script-src"] == ["'self'", f"'sha256-{digest}'"]
    assert directives(head_policy({}))["script-src"] == ["'self'"]


def test_nothing_is_allowed_that_a_page_could_smuggle_in():
    for policy in (head_policy(TEXTS), headers(TEXTS)["Content-Security-Policy"]):
        found = directives(policy)
        assert found["default-src"] == found["base-uri"] == found["form-action"] == ["'none'"]
        assert "unsafe" not in policy
        sources = {source for values in found.values() for source in values}
        assert {source for source in sources if not source.startswith("'")} == {"data:"}
        assert [kind for kind, values in found.items() if "data:" in values] == ["img-src"]


def test_what_only_a_header_can_carry_stands_in_no_page():
    assert "frame-ancestors" not in head_policy(TEXTS)
    assert directives(headers(TEXTS)["Content-Security-Policy"])["frame-ancestors"] == ["'none'"]


def test_the_file_of_headers_holds_for_every_address():
    first, *lines = headers_file(TEXTS).splitlines()
    assert first == "/*"
    assert dict(line.strip().split(": ", 1) for line in lines) == headers(TEXTS)
    assert all(len(line) < 2000 for line in lines)  # as much as Cloudflare Pages reads


def test_nginx_gets_the_same_headers():
    lines = nginx_file(TEXTS).splitlines()
    found = dict(
        line.removeprefix("add_header ").removesuffix('" always;').split(' "', 1) for line in lines
    )
    assert found == headers(TEXTS)
    assert not any(sign in value for value in found.values() for sign in '"$')


def test_it_is_published():
    files = build({**BASE, **TEXTS}, TODAY).pages.files
    assert files["_headers"] == headers_file(TEXTS)
    assert files["headers.nginx"] == nginx_file(TEXTS)


def test_the_first_script_is_one_and_holds_no_placeholder():
    text = (ROOT / FIRST_SCRIPT).read_text(encoding="utf-8")
    (script,) = inline_scripts(text)
    assert "{{" not in script
    assert "{%" not in script
