"""Why views stay that use the client of a service: the whole reason, and what would have become of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent, indent

import pytest
from trees import write
from viewing.aws import ENVIRONMENT, running_aws
from viewing.document_service import running_documents
from viewing.faults import BLOCKING
from viewing.model_service import running_models
from viewing.oracle_of_views import Question, answers

from channels_fix.engine import run
from channels_fix.results import Settings

PROJECT = """\
[project]
name = "shop"
requires-python = ">=3.10"
dependencies = ["django>=5.2", "elasticsearch>=8", "openai>=1", "pymongo>=4", "redis>=5.1"]
"""
URLS = "from django.urls import path\n\nimport views\n\nurlpatterns = [path('answer/', views.answer)]\n"
HEAD = """\
import os
import sqlite3

import boto3
import redis
import redis.asyncio
from anthropic import Anthropic
from asgiref.sync import sync_to_async
from django.http import JsonResponse
from django.urls import path
from elasticsearch import AsyncElasticsearch, Elasticsearch
from openai import AsyncOpenAI, OpenAI
from pymongo import MongoClient

POOL = redis.ConnectionPool.from_url(os.environ["REDIS_URL"])


def text_of(parts):
    return [part.choices[0].text for part in parts]


"""
# The project does not name aiohttp among its requirements, and its PyMongo may be an old one.
LACKS = "import sys\n\nimport pymongo\n\nsys.modules['aiohttp'] = None\ndel pymongo.AsyncMongoClient\n"
THREAD = "no benefit: a thread would still wait for {} ({})"
ELSEWHERE = "`{}` is read elsewhere than in a loop: go through it in a `for` statement"


@dataclass(frozen=True)
class Refused:
    """A view that stays as it is, and what it would be without the reason for that."""

    stays: str
    reason: str
    would_be: str
    breaks: str
    """The error that it would then raise, or the line in which it would block the event loop."""
    query: str = ""
    """What it is asked, so that this happens."""


FAILS = {
    "pages": Refused(
        """
        client = OpenAI()
        return JsonResponse({"names": [one.id for one in client.models.list()]})
        """,
        THREAD.format(
            "openai.OpenAI.models.list", "`client.models.list` fetches more while it is read: read its `data`"
        ),
        """
        async with AsyncOpenAI() as client:
            return JsonResponse({"names": [one.id for one in await client.models.list()]})
        """,
        "AttributeError: 'tuple' object has no attribute 'id'",
    ),
    "stream or not": Refused(
        """
        client = OpenAI()
        live = "live" in request.GET
        answer = client.chat.completions.create(model="m", messages=[], stream=live)
        return JsonResponse({"ids": [one.id for one in ([*answer] if live else [answer])]})
        """,
        "whether the answer is a stream is not known: write `stream=True`, or leave it out",
        """
        async with AsyncOpenAI() as client:
            live = "live" in request.GET
            answer = await client.chat.completions.create(model="m", messages=[], stream=live)
            return JsonResponse({"ids": [one.id for one in ([*answer] if live else [answer])]})
        """,
        "TypeError: Value after * must be an iterable, not AsyncStream",
        query="live",
    ),
    "stream that is read by hand": Refused(
        """
        client = OpenAI()
        answer = client.chat.completions.create(model="m", messages=[], stream=True)
        return JsonResponse({"first": next(answer).choices[0].delta.content})
        """,
        ELSEWHERE.format("answer"),
        """
        async with AsyncOpenAI() as client:
            answer = await client.chat.completions.create(model="m", messages=[], stream=True)
            return JsonResponse({"first": next(answer).choices[0].delta.content})
        """,
        "TypeError: 'AsyncStream' object is not an iterator",
    ),
    "stream that is read in part": Refused(
        """
        client = OpenAI()
        answer = client.chat.completions.create(model="m", messages=[], stream=True)
        return JsonResponse({"any": any(part.choices for part in answer)})
        """,
        ELSEWHERE.format("answer"),
        """
        async with AsyncOpenAI() as client:
            answer = await client.chat.completions.create(model="m", messages=[], stream=True)
            return JsonResponse({"any": any(part.choices async for part in answer)})
        """,
        "TypeError: 'async_generator' object is not iterable",
    ),
    "stream that is handed on": Refused(
        """
        client = OpenAI()
        return JsonResponse({"text": text_of(client.completions.create(prompt="a", model="m", stream=True))})
        """,
        ELSEWHERE.format("client.completions.create(prompt='a' ..."),
        """
        async with AsyncOpenAI() as client:
            return JsonResponse({"text": text_of(await client.completions.create(prompt="a", model="m", stream=True))})
        """,
        "TypeError: 'AsyncStream' object is not iterable",
    ),
    "stream, and then a list": Refused(
        """
        client = OpenAI()
        answer = client.chat.completions.create(model="m", messages=[], stream=True)
        words = [part.id for part in answer]
        answer = ["end"]
        return JsonResponse({"words": words + [word for word in answer]})
        """,
        "`answer` is not always the same stream: give each a name of its own",
        """
        async with AsyncOpenAI() as client:
            answer = await client.chat.completions.create(model="m", messages=[], stream=True)
            words = [part.id async for part in answer]
            answer = ["end"]
            return JsonResponse({"words": words + [word async for word in answer]})
        """,
        "TypeError: 'async for' requires an object with __aiter__ method, got list",
    ),
    "package that is not there": Refused(
        """
        client = Elasticsearch(os.environ["MODELS"])
        return JsonResponse(client.search(index="orders").body)
        """,
        THREAD.format(
            "elasticsearch.Elasticsearch.search",
            "the asynchronous client of elasticsearch needs aiohttp: add it to the project",
        ),
        """
        async with AsyncElasticsearch(os.environ["MODELS"]) as client:
            return JsonResponse((await client.search(index="orders")).body)
        """,
        "You must have 'aiohttp' installed",
    ),
    "old version": Refused(
        """
        client = MongoClient(os.environ["DOCUMENTS"])
        return JsonResponse({"total": client.shop.orders.find_one()["total"]})
        """,
        THREAD.format(
            "pymongo.MongoClient.shop.orders.find_one",
            "pymongo has an asynchronous client since 4.13, and the project may run on less: "
            "let its requirements say that it does not",
        ),
        """
        from pymongo import AsyncMongoClient

        async with AsyncMongoClient(os.environ["DOCUMENTS"]) as client:
            return JsonResponse({"total": (await client.shop.orders.find_one())["total"]})
        """,
        "ImportError: cannot import name 'AsyncMongoClient' from 'pymongo'",
    ),
    "parts of two clients": Refused(
        """
        shop = redis.Redis.from_url(os.environ["REDIS_URL"])
        archive = redis.Redis(connection_pool=POOL)
        pipe = shop.pipeline()
        if "old" in request.GET:
            pipe = archive.pipeline()
        pipe.get("visits")
        return JsonResponse({"visits": pipe.execute()})
        """,
        THREAD.format(
            "redis.Redis.pipeline.execute", "`pipe` is not always of the same client: give each a name of its own"
        ),
        """
        async with redis.asyncio.Redis.from_url(os.environ["REDIS_URL"]) as shop:
            archive = redis.Redis(connection_pool=POOL)
            pipe = shop.pipeline()
            if "old" in request.GET:
                pipe = archive.pipeline()
            pipe.get("visits")
            return JsonResponse({"visits": await pipe.execute()})
        """,
        "TypeError: object list can't be used in 'await' expression",
        query="old",
    ),
    "connection": Refused(
        """
        connection = sqlite3.connect("shop.db")
        connection.close()
        return JsonResponse({"closed": True})
        """,
        "its connection belongs to one thread: keep all that uses it in a function of its own",
        """
        connection = await sync_to_async(sqlite3.connect)("shop.db")
        connection.close()
        return JsonResponse({"closed": True})
        """,
        "ProgrammingError: SQLite objects created in a thread can only be used in that same thread",
    ),
}
BLOCKS = {
    "pieces of an answer": Refused(
        """
        with Anthropic().messages.stream(model="slow", max_tokens=1, messages=[]) as stream:
            return JsonResponse({"text": [*stream.text_stream]})
        """,
        "the answer is read piece by piece: use `anthropic.AsyncAnthropic`",
        """
        with await sync_to_async(Anthropic().messages.stream)(model="slow", max_tokens=1, messages=[]) as stream:
            return JsonResponse({"text": [*stream.text_stream]})
        """,
        "[*stream.text_stream]",
    ),
    "documents": Refused(
        """
        found = MongoClient(os.environ["DOCUMENTS"]).shop.slow.find({})
        return JsonResponse({"totals": [one["total"] for one in found]})
        """,
        "it asks again for each turn of the loop: use `pymongo.AsyncMongoClient`, or read it in a function of its own",
        """
        found = await sync_to_async(MongoClient(os.environ["DOCUMENTS"]).shop.slow.find)({})
        return JsonResponse({"totals": [one["total"] for one in found]})
        """,
        "for one in found",
    ),
    "pages of a bucket": Refused(
        """
        pages = boto3.client("s3").get_paginator("list_objects_v2").paginate(Bucket="slow")
        return JsonResponse({"names": [one["Key"] for page in pages for one in page["Contents"]]})
        """,
        "the pages are fetched one by one while they are read: read them in a function of its own",
        """
        pages = await sync_to_async(boto3.client("s3").get_paginator("list_objects_v2").paginate)(Bucket="slow")
        return JsonResponse({"names": [one["Key"] for page in pages for one in page["Contents"]]})
        """,
        "for page in pages",
    ),
}
REFUSED = FAILS | BLOCKS


def view(body: str, start: str = "def answer") -> str:
    return f"{start}(request):\n{indent(dedent(body).strip(), '    ')}\n\n\n"


def module(start: str, bodies: list[str]) -> bytes:
    """A module with all these views as it is executed, where each is visited once."""
    views = [view(body, f"{start} answer_{number}") for number, body in enumerate(bodies)]
    routes = [f"path('{number}/', answer_{number})" for number, _ in enumerate(bodies)]
    visits = [f"/{number}/?{one.query}" for number, one in enumerate(REFUSED.values())]
    return f"{LACKS}{HEAD}{''.join(views)}urlpatterns = [{', '.join(routes)}]\nREQUESTS = {visits}\n".encode()


@pytest.fixture(scope="module")
def wrong() -> Iterator[list[str]]:
    """What is not the same when all the views become what they must not become."""
    before = module("def", [one.stays for one in REFUSED.values()])
    after = module("async def", [one.would_be for one in REFUSED.values()])
    with running_models() as models, running_aws() as aws, running_documents() as documents:
        addresses = {
            "ANTHROPIC_API_KEY": "x",
            "ANTHROPIC_BASE_URL": models,
            "AWS_ENDPOINT_URL": aws,
            "DOCUMENTS": documents,
            "MODELS": models,
            "OPENAI_API_KEY": "x",
            "OPENAI_BASE_URL": models,
        }
        with pytest.MonkeyPatch.context() as patch:
            for name, value in {**ENVIRONMENT, **addresses}.items():
                patch.setenv(name, value)
            yield answers({"all": Question(before, after, "async-view")})["all"].wrong


@pytest.mark.parametrize("refused", REFUSED.values(), ids=REFUSED)
def test_view_stays_for_a_reason(refused: Refused, tmp_path: Path) -> None:
    write(tmp_path, {"pyproject.toml": PROJECT, "urls.py": URLS, "views.py": HEAD + view(refused.stays)})
    result = run([tmp_path], Settings(select=("AV001",), unsafe_fixes=True))

    assert [one.error for one in result.results if one.error] == []
    assert [finding.reason for one in result.results for finding in one.left] == [refused.reason]


@pytest.mark.parametrize(("number", "refused"), [*enumerate(FAILS.values())], ids=FAILS)
def test_view_that_stays_would_fail(number: int, refused: Refused, wrong: list[str]) -> None:
    assert refused.breaks in "".join(one for one in wrong if one.startswith(f"request {number}: error: None is now"))


@pytest.mark.parametrize("refused", BLOCKS.values(), ids=BLOCKS)
def test_view_that_stays_would_block_the_event_loop(refused: Refused, wrong: list[str]) -> None:
    assert refused.breaks in "".join(one for one in wrong if BLOCKING in one)
