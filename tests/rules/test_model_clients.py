"""Clients of language models, of a search engine and of a document database: their twins do the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest
from viewing.document_service import running_documents
from viewing.model_service import running_models
from viewing.service import Service, running_service
from viewing.serving import outcome

from channels_fix.engine import fix_text
from channels_fix.results import Settings

# Nobody closes the synchronous clients, as in the code that people write.
pytestmark = [
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),
    pytest.mark.usefixtures("collected"),
]

PACKAGES = '"aiohttp", "anthropic", "elasticsearch>=8", "openai>=1", "pymongo>=4.13"'


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with running_models() as url:
        yield url


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    with running_service() as running:
        yield running


def fixed(text: str, folder: Path) -> str:
    (folder / "pyproject.toml").write_text(f'[project]\nname = "shop"\ndependencies = [{PACKAGES}]\n')
    result = fix_text(dedent(text).encode(), Settings(select=("AV002",), unsafe_fixes=True), folder / "fetching.py")
    assert result.error is None
    return (result.after or b"").decode()


ASKED = 'max_tokens=9, messages=[{"role": "user", "content": "hello"}]'
CLAUDE = {
    "answer": f"""\
        from anthropic import Anthropic


        async def main(url):
            client = Anthropic(api_key="x", base_url=url, max_retries=0)
            answer = client.messages.create(model="m", {ASKED})
            return answer.content[0].text, answer.usage.output_tokens
        """,
    "error": f"""\
        import anthropic


        async def main(url):
            with anthropic.Anthropic(api_key="x", base_url=url, max_retries=0) as client:
                try:
                    client.messages.create(model="none", {ASKED})
                except anthropic.NotFoundError as error:
                    return error.status_code, str(error)
        """,
    "stream": f"""\
        from anthropic import Anthropic


        async def main(url):
            client = Anthropic(api_key="x", base_url=url, max_retries=0)
            parts = []
            for event in client.messages.create(model="m", stream=True, {ASKED}):
                if event.type == "content_block_delta":
                    parts.append(event.delta.text)
            return parts
        """,
}
SEARCHES = {
    "answer": """\
        from elasticsearch import Elasticsearch


        async def main(url):
            client = Elasticsearch(url)
            found = client.search(index="orders", query={"match_all": {}})
            client.close()
            return [one["_source"] for one in found["hits"]["hits"]]
        """,
    "error": """\
        from elasticsearch import Elasticsearch, NotFoundError


        async def main(url):
            client = Elasticsearch(url, max_retries=0)
            try:
                client.search(index="none", query={"match_all": {}})
            except NotFoundError as error:
                return error.status_code, error.message
        """,
    "options": """\
        from elasticsearch import Elasticsearch


        async def main(url):
            client = Elasticsearch(url)
            return client.options(ignore_status=404).search(index="none", query={"match_all": {}}).body["status"]
        """,
}
MODEL = """\
    import openai


    async def main(url):
        client = openai.OpenAI(api_key="x", base_url=url, max_retries=0)
        try:
            client.models.retrieve("none")
        except openai.NotFoundError as error:
            answer = client.chat.completions.create(model="m", messages=[{"role": "user", "content": "hello"}])
            return error.status_code, answer.choices[0].message.content
    """
DOCUMENTS = """\
    from pymongo import MongoClient


    async def main(url: str) -> list[str]:
        client = MongoClient(url)
        orders = client.shop.orders
        orders.insert_one({"name": "report"})
        found = [str(row["name"]) for row in orders.find({"name": {"$ne": ""}}, limit=3)]
        for row in orders.find({}):
            found.append(str(row["name"]))
        rows = list(client["shop"]["orders"].find())
        one = orders.find_one({"name": "report"})
        changed = orders.update_one({"name": "report"}, {"$set": {"name": "x"}}).modified_count
        number = orders.count_documents({})
        client.close()
        return [*found, str(len(rows)), str(one), str(changed), str(number)]
    """


@pytest.mark.parametrize("text", CLAUDE.values(), ids=CLAUDE)
def test_asynchronous_anthropic_gives_the_same(text: str, address: str, tmp_path: Path) -> None:
    after = fixed(text, tmp_path)

    assert "AsyncAnthropic(" in after
    assert outcome(after, address) == outcome(text, address)


@pytest.mark.parametrize("text", SEARCHES.values(), ids=SEARCHES)
def test_asynchronous_elasticsearch_gives_the_same(text: str, address: str, tmp_path: Path) -> None:
    after = fixed(text, tmp_path)

    assert "AsyncElasticsearch(" in after
    assert outcome(after, address) == outcome(text, address)


def test_asynchronous_openai_raises_the_same(service: Service, tmp_path: Path) -> None:
    after = fixed(MODEL, tmp_path)

    assert "AsyncOpenAI(" in after
    assert outcome(after, service.url) == outcome(MODEL, service.url) == (404, "HELLO")


def test_asynchronous_pymongo_gives_the_same(tmp_path: Path) -> None:
    after = fixed(DOCUMENTS, tmp_path)

    assert "AsyncMongoClient(" in after
    assert "sync_to_async" not in after
    with running_documents() as url:
        assert outcome(after, url) == outcome(DOCUMENTS, url)
