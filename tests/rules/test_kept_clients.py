"""Clients and sessions that are kept elsewhere: their twins do the same, or there is a reason."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest
from e2e.redis_server import running_redis
from viewing.service import Service, running_service
from viewing.serving import outcome

from channels_fix.engine import fix_text
from channels_fix.results import Settings

# Nobody closes the synchronous clients, as in the code that people write.
pytestmark = [
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),
    pytest.mark.usefixtures("collected"),
]

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
"""Nobody closes what is kept for as long as the process runs."""
PROJECT = '[project]\nname = "shop"\ndependencies = ["httpx>=0.27", "redis>=5.0.1", "openai>=1", "requests"]\n'


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    with running_service() as running:
        yield running


def fixed(text: str, folder: Path) -> tuple[str, list[str]]:
    """The text with its fixes, and the reasons of what is found."""
    (folder / "pyproject.toml").write_text(PROJECT)
    result = fix_text(dedent(text).encode(), Settings(select=("AV002",), unsafe_fixes=True), folder / "fetching.py")
    assert result.error is None
    return (result.after or b"").decode(), [str(finding.reason) for finding in result.findings]


def of_session(setup: str, call: str = "session.get(url + '/echo').json()") -> str:
    lines = ["import requests", "from requests.adapters import HTTPAdapter", "from urllib3.util import Retry"]
    return "\n".join([*lines, "session = requests.Session()", setup, "async def main(url):", f"    return {call}"])


LIKE_IT = {
    "bare": "",
    "headers": "session.headers.update({'Accept-Language': 'de', 'Authorization': 'Token 1'})",
    "one header": "session.headers['Accept-Language'] = 'de'",
    "other headers": "session.headers = {'Accept-Language': 'de'}",
    "credentials": "session.auth = ('ann', 'secret')",
    "credentials of an object": "from requests import auth\nsession.auth = auth.HTTPBasicAuth('ann', 'secret')",
    "parameters": "session.params = {'key': '17'}",
    "more parameters": "session.params.update(key='17')",
    "cookies": "session.cookies.set('user', 'ann')",
    "no verification": "session.verify = False",
    "adapter for connections": "session.mount('http://', HTTPAdapter(pool_connections=4, pool_maxsize=4))",
    "adapter with a name": "adapter = HTTPAdapter()\nsession.mount('http://', adapter)",
}
UNLIKE_IT = {
    "session.mount('http://', HTTPAdapter(max_retries=Retry(2)))": "has an adapter of its own",
    "session.mount('http://', HTTPAdapter(max_retries=3))": "has an adapter of its own",
    "session.hooks['response'].append(print)": "`hooks` of its session is not known to mean the same",
    "session.proxies = {'http': 'http://127.0.0.1'}": "`proxies` of its session is not known to mean the same",
    "session.verify = '/etc/ca.pem'": "`verify` of its session is not known to mean the same",
    "session.auth = print": "`auth` of its session is not known to mean the same",
    "session.headers.update({'User-Agent': None})": "`headers` of its session is not known to mean the same",
    "session.max_redirects = 3": "`max_redirects` of its session is not known to mean the same",
    "print(session)": "its session is handed on in line 5 of fetching.py",
    "other = session": "its session is handed on in line 5 of fetching.py",
    "if HTTPAdapter:\n    session = requests.Session()": "no one place is known to build its session",
}


@pytest.mark.parametrize("setup", LIKE_IT.values(), ids=LIKE_IT)
def test_call_of_a_session_takes_over_what_that_holds(setup: str, service: Service, tmp_path: Path) -> None:
    text = of_session(setup)
    after, _ = fixed(text, tmp_path)

    assert "AsyncClient(" in after
    assert outcome(after, service.url) == outcome(text, service.url)


@pytest.mark.parametrize(("setup", "reason"), UNLIKE_IT.items(), ids=UNLIKE_IT)
def test_session_that_sends_in_another_way_says_why_it_stays(setup: str, reason: str, tmp_path: Path) -> None:
    after, reasons = fixed(of_session(setup), tmp_path)

    assert "AsyncClient(" not in after
    assert reason in reasons[0]


def test_session_learns_what_a_call_of_the_client_is_told(service: Service, tmp_path: Path) -> None:
    text = """\
        import requests

        session = requests.Session()


        async def main(url):
            session.get(url + "/login/ann", timeout=5)
            answer = session.get(url + "/echo", timeout=5)
            return answer.json()["headers"], session.cookies["user"]
        """
    after, _ = fixed(text, tmp_path)

    assert after.count("AsyncClient(") == 2
    assert outcome(after, service.url) == outcome(text, service.url) == ({"cookie": "user=ann"}, "ann")


HTTPX = {
    "as it was built": ("", "headers={'Accept-Language': 'de'}, timeout=5"),
    "set later": ("client.headers['Authorization'] = 'Token 1'\nclient.timeout = 3", ""),
    "with what is worked out": ("", "headers=dict(zip(['Accept-Language'], ['de']))"),
    "told by the environment": ("import os", "timeout=int(os.environ.get('LIMIT', '5'))"),
}


@pytest.mark.parametrize(("setup", "arguments"), HTTPX.values(), ids=HTTPX)
def test_twin_of_a_client_has_the_same_arguments(setup: str, arguments: str, service: Service, tmp_path: Path) -> None:
    lines = ["import httpx", f"client = httpx.Client({arguments})", setup, "async def main(url):"]
    text = "\n".join([*lines, "    client.get(url + '/login/ann')", "    return client.get(url + '/echo').json()"])
    after, _ = fixed(text if "import os" not in setup else f"import os\n{text}", tmp_path)

    assert "cookies=client.cookies.jar" in after
    assert outcome(after, service.url) == outcome(f"import os\n{text}", service.url)


STORE = """\
import os

import redis

{}

async def main(url):
    {}
    return store.incr("count") > 0, store.get("name")
"""
LAZY = """\
_store = None


def get_store():
    global _store
    if _store is None:
        _store = redis.from_url(os.environ["STORE"], decode_responses=True)
    return _store
"""
STORES = {
    "of the module": ("store = redis.from_url(os.environ['STORE'], decode_responses=True)", "store.set('name', 'x')"),
    "given by a function": (
        "def get_store():\n    return redis.from_url(os.environ['STORE'], decode_responses=True)\n",
        "store = get_store()",
    ),
    "built at the first use": (
        LAZY,
        "store = get_store()",
    ),
}


@pytest.mark.parametrize(("kept", "first"), STORES.values(), ids=STORES)
def test_twin_of_a_redis_client_is_built_and_closed_in_the_function(
    kept: str, first: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = STORE.format(kept, first)
    after, _ = fixed(text, tmp_path)

    assert "async with" in after
    assert "await store.incr" in after
    with running_redis() as socket:
        monkeypatch.setenv("STORE", f"unix://{socket}")
        assert outcome(after, "") == outcome(text, "")


ANSWER = """\
from openai import OpenAI

{}

async def main(url):
    answer = {}.chat.completions.create(model="m", messages=[{{"role": "user", "content": "hello"}}])
    return answer.choices[0].message.content
"""
ANSWERS = {
    "of the module": (
        "import os\nclient = OpenAI(api_key='x', base_url=os.getenv('SERVICE'), max_retries=0)",
        "client",
    ),
    "given by a function": (
        "import os\ndef make():\n    return OpenAI(api_key='x', base_url=os.environ['SERVICE'], max_retries=0)",
        "make()",
    ),
}


@pytest.mark.parametrize(("kept", "client"), ANSWERS.values(), ids=ANSWERS)
def test_twin_of_an_openai_client_answers_the_same(
    kept: str, client: str, service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SERVICE", service.url)
    text = ANSWER.format(kept, client)
    after, _ = fixed(text, tmp_path)

    assert "async with AsyncOpenAI(" in after
    assert outcome(after, "") == outcome(text, "") == "HELLO"


def test_cancelled_call_of_a_twin_closes_its_connection(service: Service, tmp_path: Path) -> None:
    after, _ = fixed(of_session("", "session.get(url + '/slow/0.4', timeout=5).json()"), tmp_path)
    module: dict[str, object] = {}
    exec(after, module)

    async def leave() -> None:
        task = asyncio.ensure_future(module["main"](service.url))  # type: ignore[operator]
        await asyncio.sleep(0.2)
        task.cancel()
        await asyncio.sleep(0.4)

    asyncio.run(leave())
    assert [call.ended for call in service.calls.calls if call.what == "GET /slow/0.4"] == [None]


LOST = {
    "argument that changes": (
        "import os\nstore = redis.Redis(host=os.urandom(1))",
        "`os.urandom(1)` may be another value later",
    ),
    "pool": (
        "pool = redis.ConnectionPool()\nstore = redis.Redis(connection_pool=pool)",
        "arguments that its asynchronous twin",
    ),
    "bound twice": (
        "store = redis.Redis()\nif redis:\n    store = redis.Redis(db=1)",
        "no one place is known to build its client",
    ),
    "closed by all": ("store = redis.Redis()\ndef end():\n    store.close()", ""),
}


@pytest.mark.parametrize(("kept", "reason"), LOST.values(), ids=LOST)
def test_client_that_may_be_another_one_says_why_it_stays(kept: str, reason: str, tmp_path: Path) -> None:
    text = f"import redis\n{kept}\nasync def main():\n    return store.get('x')\n"
    after, reasons = fixed(text, tmp_path)

    assert ("sync_to_async(store.get)" in after) is bool(reason)
    assert reason in reasons[0]
