"""What clients give that is entered or gone through, in the function itself and against a Redis on this machine."""

from __future__ import annotations

from pathlib import Path

import pytest
from e2e.redis_server import running_redis
from viewing.serving import outcome

from channels_fix.engine import fix_text
from channels_fix.results import Settings

PROJECT = '[project]\nname = "shop"\ndependencies = ["redis>=5.0.1", "pymongo>=4.13"]\n'
REDIS = """\
import redis


async def main(url):
    client = redis.from_url(url, decode_responses=True)
    client.flushall()
{}
"""
BLOCKS = {
    "pipeline": """\
    with client.pipeline() as pipe:
        pipe.incr("count")
        pipe.expire("count", 30)
        return pipe.execute()
""",
    "pipeline in one chain": """\
    with client.pipeline(transaction=True) as pipe:
        return pipe.incr("count").set("name", "report").get("name").execute()
""",
    "lock": """\
    with client.lock("report", timeout=5):
        client.set("name", "report")
        taken = client.exists("report")
    return client.get("name"), taken, client.exists("report")
""",
    "lock that another one has": """\
    client.set("report", "other")
    try:
        with client.lock("report", blocking_timeout=0.1):
            return "mine"
    except redis.exceptions.LockError:
        return client.get("report")
""",
}
MONGO = """\
import pymongo


async def main(url):
    client = pymongo.MongoClient(url)
    orders = client["shop"].orders
{}"""


def fixed(text: str, folder: Path) -> str:
    (folder / "pyproject.toml").write_text(PROJECT)
    result = fix_text(text.encode(), Settings(select=("AV002",), unsafe_fixes=True), folder / "fetching.py")
    assert result.error is None
    return (result.after or b"").decode()


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS)
def test_block_of_redis_is_entered_asynchronously(block: str, tmp_path: Path) -> None:
    text = REDIS.format(block)
    after = fixed(text, tmp_path)

    with running_redis() as socket:
        assert outcome(after, f"unix://{socket}") == outcome(text, f"unix://{socket}")
    assert "async with client." in after


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(
            "    with client.lock('a'), open('report') as file:\n        return file.read()\n", id="with a file"
        ),
        pytest.param("    lock = client.lock('a')\n    with lock:\n        return client.get('a')\n", id="by a name"),
        pytest.param(
            "    with client.pipeline() as pipe:\n        pipe.watch('a')\n        return pipe.get('a')\n",
            id="pipeline that watches",
        ),
        pytest.param(
            "    with client.pipeline() as pipe:\n        return [pipe, pipe.execute()]\n", id="pipeline that goes on"
        ),
    ],
)
def test_block_that_does_more_stays(body: str, tmp_path: Path) -> None:
    assert "async with client." not in fixed(REDIS.format(body), tmp_path)


@pytest.mark.parametrize(
    ("body", "after"),
    [
        pytest.param(
            "    return list(orders.find({'open': True}))\n",
            "return [item async for item in orders.find({'open': True})]",
            id="list",
        ),
        pytest.param(
            "    return [one['name'] for one in orders.find().sort('name').limit(3)]\n",
            "return [one['name'] async for one in orders.find().sort('name').limit(3)]",
            id="chain",
        ),
        pytest.param(
            "    found = orders.find()\n    found.sort('name')\n    return list(found.skip(2))\n",
            "return [item async for item in found.skip(2)]",
            id="name",
        ),
        pytest.param(
            "    for one in orders.aggregate([]):\n        print(one)\n",
            "async for one in await orders.aggregate([]):",
            id="what is awaited first",
        ),
        pytest.param(
            "    found = client.a.b\n    if url:\n        found = client.a.c\n    return found.find_one()\n",
            "return await found.find_one()",
            id="one of two collections",
        ),
    ],
)
def test_cursor_is_read_asynchronously(body: str, after: str, tmp_path: Path) -> None:
    assert after in fixed(MONGO.format(body), tmp_path)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("    return orders.find().sort('name')[0]\n", id="item"),
        pytest.param("    return tuple(orders.aggregate([]))\n", id="awaited and taken whole"),
        pytest.param("    return (one for one in orders.find())\n", id="later"),
        pytest.param("    found = orders.find()\n    return len(list(found)), found.rewind()\n", id="again"),
        pytest.param("    found = orders.find()\n    return lambda: list(found)\n", id="in a lambda"),
        pytest.param("    return list(orders.find().distinct('name'))\n", id="another question"),
    ],
)
def test_cursor_that_is_read_in_another_way_stays(body: str, tmp_path: Path) -> None:
    assert fixed(MONGO.format(body), tmp_path) == ""
