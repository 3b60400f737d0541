"""What is published: a seal at a path, and what a site answers within ten seconds."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from http.client import HTTPException
from pathlib import Path
from queue import Empty, Queue
from typing import NamedTuple
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from manual.address import PUBLISHED_CHAIN, PUBLISHED_SEAL
from manual.seal.answer import Answer
from manual.verify import Served

SECONDS = 10
"""How long a site may take until it has answered in full."""
_AT_ONCE = 8
"""How many files are asked for at a time."""
_OK = 200
_GONE = (404, 410)
_LARGEST = 50_000_000
"""Bytes of an answer."""


def fetch_seal(place: str) -> Answer:
    """The seal at `place`, with the chain beside it: a file, or `/seal.json` of a site's address.

    It never raises: an answer says why nothing came.
    """
    if place.startswith(("http://", "https://")):
        seal = place if place.endswith(".json") else f"{place.rstrip('/')}/{PUBLISHED_SEAL}"
        get: Callable[[str], Answer] = fetch
        chain = f"{seal.rpartition('/')[0]}/{PUBLISHED_CHAIN}"
    else:
        get, seal, chain = _read_file, place, str(Path(place).with_name(PUBLISHED_CHAIN))
    answer = get(seal)
    if answer.fault or answer.status != _OK:
        return answer
    beside = get(chain)
    if beside.status in _GONE and not beside.fault:
        return answer
    if beside.fault or beside.status != _OK:
        return beside
    return replace(answer, chain=beside.text)


def _read_file(place: str) -> Answer:
    try:
        return Answer(place, Path(place).read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return Answer(place, status=404)
    except UnicodeDecodeError:
        return Answer(place, fault="the file is not UTF-8")
    except OSError as error:
        return Answer(place, fault=error.strerror or str(error))


def fetch(address: str, seconds: float = SECONDS) -> Answer:
    """What a site answers at an `address` of `http:` or `https:`, within so many seconds."""
    raw = _get(address, seconds)
    text = raw.data.decode("utf-8-sig", "replace")
    return Answer(address, text if raw.status == _OK else "", raw.status, raw.fault)


def fetch_files(site: str, addresses: Mapping[str, str]) -> dict[str, Served]:
    """What a site serves for each file, by its path; its `addresses` are from the site's root."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        raws = pool.map(lambda address: _get(f"{site}{address}", SECONDS), addresses.values())
        return {
            path: Served(hashlib.sha256(raw.data).hexdigest(), raw.status, raw.fault)
            for path, raw in zip(addresses, raws, strict=True)
        }


class _Raw(NamedTuple):
    """What came, as bytes."""

    data: bytes = b""
    status: int = _OK
    fault: str = ""


def _get(address: str, seconds: float) -> _Raw:
    """What a site answers; a thread of its own asks, since looking up a name has no limit."""
    answers: Queue[_Raw] = Queue()
    ask = threading.Thread(target=lambda: answers.put(_ask(address, seconds)), daemon=True)
    ask.start()
    try:
        return answers.get(timeout=seconds)
    except Empty:
        return _Raw(fault=f"it did not answer within {seconds:g} seconds")


def _ask(address: str, seconds: float) -> _Raw:
    end = time.monotonic() + seconds
    try:
        request = Request(address, headers={"Cache-Control": "no-cache"})  # noqa: S310 - http alone
        with urlopen(request, timeout=seconds) as response:  # noqa: S310 - the same
            data = bytearray()
            while part := response.read1(1 << 16):
                data += part
                if len(data) > _LARGEST or time.monotonic() > end:
                    return _Raw(fault="what it answers is too long")
            return _Raw(bytes(data), response.status)
    except HTTPError as error:
        return _Raw(status=error.code)
    except URLError as error:
        return _Raw(fault=str(getattr(error.reason, "strerror", None) or error.reason))
    except (OSError, HTTPException, ValueError) as error:
        return _Raw(fault=str(error) or type(error).__name__)
