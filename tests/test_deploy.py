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
from typing import NamedTuple

import pytest
from manual.folder import compress_files
from support import ROOT
from test_releases import make_site, publish

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


def find_nginx() -> str:
    found = subprocess.run([ROOT / ".ci/find-nginx"], check=True, stdout=subprocess.PIPE, text=True)
    return found.stdout.strip()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def set_up(here: Path, conf: str) -> list[str]:
    """The command that runs nginx with the configuration of a site in the folder `here`."""
    (here / "site.conf").write_text(conf.replace("/srv/manual", f"{here}/srv"), encoding="utf-8")
    user = "user root;" if os.getuid() == 0 else ""
    (here / "nginx.conf").write_text(user + FRAME.format(here=here), encoding="utf-8")
    return [find_nginx(), "-p", str(here), "-c", str(here / "nginx.conf")]


class Ports(NamedTuple):
    """Where nginx listens: as it does for http, and as for https, here without certificates."""

    http: int
    site: int


@pytest.fixture(scope="module")
def ports(tmp_path_factory: pytest.TempPathFactory, built_site: Path) -> Iterator[Ports]:
    """The built site, served by nginx as `deploy/` sets it up."""
    here = tmp_path_factory.mktemp("nginx")
    site = here / "site"
    shutil.copytree(built_site, site)
    (site / "contacts/card.vcf").write_text("BEGIN:VCARD\nEND:VCARD\n", encoding="utf-8")
    compress_files(site)
    publish(site, here / "srv")
    ports = Ports(free_port(), free_port())
    conf = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    conf = conf.replace("listen 80;", f"listen {ports.http};")
    conf = conf.replace("listen 443 ssl;", f"listen {ports.site};")
    conf = re.sub(r"^ +ssl_certificate.*\n", "", conf, flags=re.MULTILINE)
    with subprocess.Popen(set_up(here, conf), stderr=subprocess.PIPE, text=True) as server:
        try:
            wait_for(ports.site, server)
            yield ports
        finally:
            server.terminate()


@pytest.fixture
def nginx(ports: Ports) -> int:
    return ports.site


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


def test_nginx_asks_browsers_to_come_by_https_alone_with_every_answer(nginx: int):
    for path in ("/", PAGE, asset(nginx, "css"), "/nothing/here/", "/.git", "/amendments/feed.xml"):
        response, _ = ask(nginx, path)
        sent = response.headers.get_all("Strict-Transport-Security")
        assert sent == ["max-age=31536000"], path


def test_nginx_sends_those_on_to_https_who_come_by_http(ports: Ports):
    response, _ = ask(ports.http, "/2.1/?amendments=shown", Host="elsewhere.example")
    assert response.status == 301
    assert response.headers["Location"] == "https://manual.example.org/2.1/?amendments=shown"
    assert response.headers["Strict-Transport-Security"] is None  # by http it means nothing
    response, _ = ask(ports.http, "/.well-known/acme-challenge/x")
    assert response.status == 404


def test_nginx_takes_the_configuration_as_it_is_with_certificates(tmp_path: Path):
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=x"]
    subprocess.run([*make, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    publish(make_site(tmp_path, "one"), tmp_path / "srv")
    (tmp_path / "srv/current/headers.nginx").write_text("", encoding="utf-8")
    conf = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    conf = re.sub(r"ssl_certificate /.*;", f"ssl_certificate {certificate};", conf)
    conf = re.sub(r"ssl_certificate_key /.*;", f"ssl_certificate_key {key};", conf)
    done = subprocess.run(
        [*set_up(tmp_path, conf), "-t"], capture_output=True, check=False, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "[warn]" not in done.stderr


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
        assert b"Page not found" in body, path
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


@pytest.mark.parametrize(
    ("typed", "leads"),
    [
        ("/2.1.3", "/2.1/#2.1.3"),
        ("/2.1.3/", "/2.1/#2.1.3"),
        ("/2.10.3A", "/2.10/#2.10.3A"),
    ],
)
def test_nginx_leads_a_number_to_its_section(nginx: int, typed: str, leads: str):
    response, _ = ask(nginx, typed)
    assert response.status == 302
    assert response.headers["Location"] == leads
    assert response.headers["Strict-Transport-Security"]


def test_nginx_leads_no_other_name_on(nginx: int):
    for path in ("/2.1/", "/2.1", "/2.1.3.4", "/a2.1.3", "/2.1.3.json"):
        response, _ = ask(nginx, path)
        assert response.status in {200, 301, 404}, path
