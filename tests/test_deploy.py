"""A server of one's own: a real nginx with the configuration of `deploy/`."""

import gzip
import http.client
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from manual.folder import compress_files
from support import ROOT
from test_releases import publish

DEPLOY = ROOT / "deploy"

FRAME = """
daemon off;
pid {here}/nginx.pid;
error_log {here}/error.log;
worker_processes 1;
events {{ worker_connections 64; }}
http {{
    access_log off;
    client_body_temp_path {here}/temp;
    proxy_temp_path {here}/temp;
    fastcgi_temp_path {here}/temp;
    uwsgi_temp_path {here}/temp;
    scgi_temp_path {here}/temp;
    include {here}/site.conf;
}}
"""


@pytest.fixture(scope="module")
def nginx(tmp_path_factory: pytest.TempPathFactory, built_site: Path) -> Iterator[int]:
    """The port at which nginx serves the built site, as `deploy/` sets it up."""
    here = tmp_path_factory.mktemp("nginx")
    found = subprocess.run([ROOT / ".ci/find-nginx"], check=True, stdout=subprocess.PIPE, text=True)
    site = here / "site"
    shutil.copytree(built_site, site)
    (site / "contacts/card.vcf").write_text("BEGIN:VCARD\nEND:VCARD\n", encoding="utf-8")
    compress_files(site)
    publish(site, here / "srv")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    conf = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    conf = conf.replace("/srv/manual", f"{here}/srv").replace("listen 80;", f"listen {port};")
    (here / "site.conf").write_text(conf, encoding="utf-8")
    user = "user root;" if os.getuid() == 0 else ""
    (here / "nginx.conf").write_text(user + FRAME.format(here=here), encoding="utf-8")
    command = [found.stdout.strip(), "-p", str(here), "-c", str(here / "nginx.conf")]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            wait_for(port, server)
            yield port
        finally:
            server.terminate()


def wait_for(port: int, server: subprocess.Popen[str]) -> None:
    for _ in range(200):
        if server.poll() is not None:
            pytest.fail(server.stderr.read() if server.stderr else "nginx ended")
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail("nginx does not answer")


def ask(port: int, path: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("GET", path, headers=named)
    response = connection.getresponse()
    return response, response.read()


PAGE = "/amendments/"


def asset(port: int, ending: str) -> str:
    _, page = ask(port, PAGE)
    found = re.search(rf"assets/[\w./-]+\.{ending}", page.decode())
    assert found
    return f"/{found[0]}"


def test_nginx_sends_the_policies_with_every_answer(nginx: int):
    for path in ("/", PAGE, asset(nginx, "css"), "/nothing/here/", "/amendments/feed.xml"):
        response, _ = ask(nginx, path)
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy, path
        assert "frame-ancestors 'none'" in policy, path
        assert response.headers["X-Content-Type-Options"] == "nosniff", path
        assert response.headers["Referrer-Policy"] == "no-referrer", path
        assert response.headers["Permissions-Policy"], path


def test_nginx_lets_only_files_with_a_fingerprint_be_kept(nginx: int):
    for ending in ("css", "mjs"):
        response, _ = ask(nginx, asset(nginx, ending))
        assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    for path in ("/", PAGE, "/sw.js", "/manual.json", "/amendments/feed.xml", "/nothing/"):
        response, _ = ask(nginx, path)
        assert response.headers["Cache-Control"] == "no-cache", path


def test_nginx_answers_that_nothing_has_changed(nginx: int):
    response, _ = ask(nginx, PAGE)
    again, body = ask(nginx, PAGE, If_None_Match=response.headers["ETag"])
    assert (again.status, body) == (304, b"")


@pytest.mark.parametrize("path", [PAGE, "/manual.json", "style"])
def test_nginx_sends_compressed_what_the_build_compressed(nginx: int, path: str):
    path = asset(nginx, "css") if path == "style" else path
    plain, body = ask(nginx, path)
    assert plain.headers["Content-Encoding"] is None
    assert plain.headers["Vary"] == "Accept-Encoding"
    packed, fewer = ask(nginx, path, Accept_Encoding="gzip")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(fewer) == body
    assert len(fewer) < len(body) / 2


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("module", "text/javascript; charset=utf-8"),
        ("/manual.json", "application/json; charset=utf-8"),
        ("/amendments/feed.xml", "application/atom+xml"),
        ("/contacts/card.vcf", "text/vcard; charset=utf-8"),
        ("/manifest.webmanifest", "application/manifest+json"),
        ("/sw.js", "text/javascript; charset=utf-8"),
    ],
)
def test_nginx_names_the_type_of_every_file(nginx: int, path: str, kind: str):
    response, _ = ask(nginx, asset(nginx, "mjs") if path == "module" else path)
    assert response.status == 200
    assert response.headers["Content-Type"] == kind


def test_nginx_shows_the_page_that_helps_where_there_is_none(nginx: int):
    for path in ("/nothing/here/", "/.git/config", "/headers.nginx", "/_headers", "/assets/"):
        response, body = ask(nginx, path)
        assert response.status == 404, path
        assert b"This page is not here" in body, path
        assert b"tel:999" in body, path


def test_nginx_leads_to_the_address_with_a_slash_on_any_host(nginx: int):
    response, _ = ask(nginx, PAGE.rstrip("/"), Host="manual.example.org:8443")
    assert response.status == 301
    assert response.headers["Location"] == PAGE


def test_compressed_twins_are_the_same_bytes_and_only_where_they_gain(tmp_path: Path):
    for name in ("a", "b"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "long.html").write_text("<p>Words.</p>" * 200, encoding="utf-8")
        (folder / "short.html").write_text("<p>", encoding="utf-8")
        (folder / "picture.png").write_bytes(bytes(1000))
        assert compress_files(folder) == 1
    twins = [path.read_bytes() for path in sorted(tmp_path.rglob("*.gz"))]
    assert twins[0] == twins[1]
    assert gzip.decompress(twins[0]) == (tmp_path / "a/long.html").read_bytes()
