"""Clients that a function builds do the same as their asynchronous twins, against services on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest
from e2e.redis_server import running_redis
from viewing.service import Service, running_service
from viewing.serving import outcome

from channels_fix.engine import fix_text
from channels_fix.results import Settings

PROJECT = '[project]\nname = "shop"\ndependencies = ["httpx>=0.27", "redis>=5.0.1", "openai>=1", "pymongo>=4"]\n'


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    with running_service() as running:
        yield running


def fixed(text: str, folder: Path) -> str:
    (folder / "pyproject.toml").write_text(PROJECT)
    result = fix_text(dedent(text).encode(), Settings(select=("AV002",), unsafe_fixes=True), folder / "fetching.py")
    assert result.error is None
    return (result.after or b"").decode()


HTTPX = {
    "with": """\
        import httpx


        async def main(url):
            with httpx.Client(base_url=url, timeout=5) as client:
                client.headers.update({"Accept-Language": "de"})
                return client.get("/echo").json()["headers"]
        """,
    "assigned": """\
        import httpx


        async def main(url):
            client = httpx.Client(timeout=5)
            # both
            first = client.get(url + "/json").json()
            second = client.post(url + "/echo", json=first)
            client.close()
            return second.json()["body"]
        """,
    "closed at the end": """\
        import httpx


        async def main(url):
            client = httpx.Client(timeout=5)
            try:
                return client.get(url + "/status/404").status_code
            finally:
                client.close()
        """,
    "closed in passing": """\
        import httpx


        async def main(url):
            client = httpx.Client(timeout=5)
            return client.get(url + "/json").json(), client.close()
        """,
    "function": """\
        import httpx


        async def main(url):
            response = httpx.get(url + "/redirect", timeout=5)
            return response.status_code, httpx.post(url + "/echo", data={"a": 1}, cookies={"c": "d"}).json()
        """,
    "error": """\
        from httpx import Client, TimeoutException


        async def main(url):
            with Client() as client:
                try:
                    return client.get(url + "/slow/2", timeout=0.2).text
                except TimeoutException:
                    return "too late"
        """,
}
REDIS = """\
import redis


async def main(url):
    client = redis.from_url(url, decode_responses=True)
    try:
        client.set("name", "report")
        pipe = client.pipeline()
        pipe.incr("count")
        pipe.incr("count")
        counted = pipe.execute()
        keys = []
        for key in client.scan_iter("n*"):
            keys.append(key)
        return client.get("name").upper(), keys, client.hgetall("none"), len(counted)
    finally:
        client.close()
"""
SCANNED = """\
import redis


async def main(url):
    with redis.from_url(url, decode_responses=True) as client:
        client.mset({{"a:1": 1, "a:2": 2, "b:1": 3}})
        return {}
"""
SCANS = {
    "list": "sorted(list(client.scan_iter('a:*')))",
    "in order": "sorted(client.scan_iter('a:*'), reverse=True)",
    "list comprehension": "[key[2:] for key in client.scan_iter('a:2')]",
    "set comprehension": "{key[2:] for key in client.scan_iter('a:*')}",
    "comprehension in a comprehension": "sorted(key for kind in 'ab' for key in client.scan_iter(f'{kind}:*'))",
    "generator that is taken whole": "'-'.join(sorted(key for key in client.scan_iter('b:*')))",
}
PIPES = """\
import redis


async def main(url):
    with redis.from_url(url, decode_responses=True) as client:
        pipe = client.pipeline()
        pipe.set("name", "report")
        first = pipe.execute()
        pipe = client.pipeline()
        pipe.get("name")
        return first, pipe.execute()
"""
LEFT = {
    "passed on": "client = redis.Redis()\n    return helper(client), client.get('x')",
    "kept": "client = redis.Redis()\n    box['client'] = client\n    return client.get('x')",
    "inner function": "client = redis.Redis()\n    return client.get('x'), lambda: client.get('y')",
    "pool": "client = redis.Redis(connection_pool=box)\n    return client.get('x')",
    "unknown options": "client = redis.Redis(**box)\n    return client.get('x')",
    "one of two": "client = redis.Redis()\n    client = client or redis.Redis()\n    return client.get('x')",
}


@pytest.mark.parametrize("text", HTTPX.values(), ids=HTTPX)
def test_asynchronous_httpx_gives_the_same(text: str, service: Service, tmp_path: Path) -> None:
    after = fixed(text, tmp_path)

    assert "AsyncClient(" in after
    assert outcome(after, service.url) == outcome(text, service.url)


def test_asynchronous_redis_gives_the_same(tmp_path: Path) -> None:
    after = fixed(REDIS, tmp_path)

    assert "await client.aclose()" in after
    with running_redis() as socket:
        assert outcome(after, f"unix://{socket}") == outcome(REDIS, f"unix://{socket}")


@pytest.mark.parametrize("scan", SCANS.values(), ids=SCANS)
def test_what_asynchronous_redis_finds_is_the_same(scan: str, tmp_path: Path) -> None:
    text = SCANNED.format(scan)
    after = fixed(text, tmp_path)

    assert "in client.scan_iter(" in after
    assert "async for " in after
    with running_redis() as socket:
        assert outcome(after, f"unix://{socket}") == outcome(text, f"unix://{socket}")


def test_name_of_one_client_twice_stands_for_its_twin(tmp_path: Path) -> None:
    after = fixed(PIPES, tmp_path)

    assert after.count("await pipe.execute()") == 2
    with running_redis() as socket:
        assert outcome(after, f"unix://{socket}") == outcome(PIPES, f"unix://{socket}")


@pytest.mark.parametrize("body", LEFT.values(), ids=LEFT)
def test_client_that_others_may_use_stays(body: str, tmp_path: Path) -> None:
    after = fixed(f"import redis\n\n\nasync def main(box, helper):\n    {body}\n", tmp_path)

    assert "asyncio" not in after


def test_answer_in_parts_is_read_asynchronously(tmp_path: Path) -> None:
    text = """\
        from openai import OpenAI


        async def main(text):
            client = OpenAI()
            parts = client.chat.completions.create(model="m", messages=text, stream=True)
            for part in parts:
                yield part.choices[0].delta.content
        """
    assert fixed(text, tmp_path).endswith(
        """\
async def main(text):
    async with AsyncOpenAI() as client:
        parts = await client.chat.completions.create(model="m", messages=text, stream=True)
        async for part in parts:
            yield part.choices[0].delta.content
"""
    )


def test_answer_in_parts_is_joined(tmp_path: Path) -> None:
    text = """\
        from openai import OpenAI


        async def main(text):
            client = OpenAI()
            parts = client.chat.completions.create(model="m", messages=text, stream=True)
            return "".join(part.choices[0].delta.content for part in parts)
        """
    assert fixed(text, tmp_path).endswith(
        """\
        return "".join([part.choices[0].delta.content async for part in parts])
"""
    )


def test_version_without_the_twin_is_left_to_a_thread(tmp_path: Path) -> None:
    text = """\
        from pymongo import MongoClient


        async def main(key):
            client = MongoClient()
            return client.shop.orders.find_one({"_id": key})
        """
    assert "sync_to_async(client.shop.orders.find_one)" in fixed(text, tmp_path)
