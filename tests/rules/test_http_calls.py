"""Calls of requests in coroutine functions give the same when httpx makes them, against a service on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent, indent

import pytest
from viewing.service import Service, refusing_url, running_service
from viewing.serving import outcome

from channels_fix.engine import fix_text
from channels_fix.results import Settings

HEAD = """\
import contextlib
import requests

FAILURES = (requests.RequestException, ValueError)


async def main(url):
"""
WITH_CLIENT = Settings(select=("AV002",), unsafe_fixes=True, options={"http-client": "httpx"})


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    with running_service() as running:
        yield running


def source(body: str) -> str:
    return HEAD + indent(dedent(body), "    ")


def fixed(body: str, settings: Settings = WITH_CLIENT) -> str:
    result = fix_text(source(body).encode(), settings, Path("/nowhere/fetching.py"))
    assert result.error is None
    return (result.after or b"").decode()


SAME = {
    "json": "return requests.get(url + '/json', timeout=5).json()",
    "name": """\
        response = requests.get(url + '/status/404', timeout=(2, 5))
        if not response.ok:
            return response.status_code, response.reason
        return response.text
        """,
    "opposite": """\
        response = requests.get(url + '/status/404', timeout=5)
        tests = [response.ok, (not response.ok), response.ok == False, 1 + (response.ok), not response]
        return tests, f'{response.ok}', 'bad' if not response else 'good', response.ok and 1, response.ok or 2
        """,
    "nothing yet": """\
        response = None
        before = 'no' if not response else 'yes'
        for status in (200, 404):
            response = requests.get(f'{url}/status/{status}', timeout=5)
            before += 'no' if not response and status else 'yes'
            if response:
                before += 'good'
        return before
        """,
    "attribute of no name": """\
        good = not requests.get(url + '/json', timeout=5).ok
        return good, requests.get(url + '/json', timeout=5).ok, requests.get(url + '/status/404', timeout=5).reason
        """,
    "status over all": "return requests.get(url + '/status/999', timeout=5).ok",
    "limit that is worked out": """\
        limits = iter([(2, 5), 5])
        first = requests.get(url + '/json', timeout=next(limits)).json()
        return first, requests.delete(url + '/json', timeout=(2, next(limits))).json()
        """,
    "head that is checked": """\
        response = requests.head(url + '/redirect')
        response.raise_for_status()
        return response.headers['location']
        """,
    "redirect": "return requests.get(url + '/redirect').json()",
    "no redirect": "return requests.get(url + '/redirect', allow_redirects=False).status_code",
    "head": "return requests.head(url + '/redirect').status_code",
    "body": "return requests.post(url + '/echo', json={'a': [1, None, 'ü']}, headers={'Accept-Language': 'de'}).json()",
    "form": "return requests.put(url + '/echo', data={'a': 1, 'b': 'x y'}, auth=('u', 'p')).json()",
    "text": "return requests.patch(url + '/echo', data='plain').json()['body']",
    "form with a name": """\
        fields = {'a': url[:4]}
        fields['b'] = 2
        return requests.post(url + '/echo', data=fields).json()
        """,
    "text with a name": """\
        import json
        text = json.dumps({'a': 'ü'})
        return requests.post(url + '/echo', data=text).json()
        """,
    "body of a get": "return requests.delete(url + '/echo', json={'a': 1}).json()['body']",
    "method": "return requests.request('OPTIONS', url + '/echo', params={'q': 'a b', 'n': [1, 2]}).json()['path']",
    "two": "return requests.get(url + '/json').json()['total'] + requests.get(url + '/json').json()['total']",
    "content": "return requests.get(url + '/latin').content, requests.get(url + '/text').headers['content-type']",
    "status error": """\
        try:
            response = requests.get(url + '/status/500')
            response.raise_for_status()
        except requests.HTTPError as error:
            return 'failed', error.response.status_code
        """,
    "time-out": """\
        try:
            return requests.get(url + '/slow/2', timeout=0.2).text
        except requests.exceptions.ConnectionError:
            return 'not reached'
        except requests.Timeout:
            return 'too late'
        """,
    "cut": """\
        try:
            return requests.get(url + '/cut').text
        except (KeyError, requests.exceptions.ConnectionError):
            return 'cut off'
        """,
    "no json": """\
        try:
            return requests.get(url + '/text').json()
        except requests.RequestException:
            return 'no json'
        """,
    "error of the system": """\
        try:
            return requests.get(url + '/cut').text
        except OSError:
            return 'cut off'
        """,
    "classes with a name": """\
        try:
            return requests.get(url + '/cut').text
        except FAILURES:
            return 'cut off'
        """,
    "no scheme": """\
        try:
            return requests.get('no-scheme/x').json()
        except requests.RequestException:
            return 'no address'
        """,
}
SESSIONS = {
    "with": """\
        with requests.Session() as session:
            session.headers.update({"Accept-Language": "de"})
            found = session.get(url + "/echo", timeout=5)
            if not found.ok:
                return None
            return found.json(), session.post(url + "/echo", json={"a": 1}).json()
        """,
    "assigned": """\
        session = requests.Session()
        session.headers["Accept-Language"] = "de"
        first = session.head(url + "/redirect").status_code
        second = session.put(url + "/echo", data={"a": 1}, timeout=(1, 5)).json()
        session.close()
        return first, second
        """,
    "redirect that is checked": """\
        with requests.Session() as session:
            found = session.get(url + "/redirect", allow_redirects=False, timeout=float("5"))
            found.raise_for_status()
            return found.ok, session.get(url + "/json").reason
        """,
    "errors": """\
        session = requests.session()
        try:
            session.get(url + "/slow/2", timeout=0.2)
        except requests.Timeout:
            return session.get(url + "/redirect", allow_redirects=False).status_code
        finally:
            session.close()
        """,
}
LEFT = {
    "stream": "return requests.get(url + '/json', stream=True).text",
    "passed on": "return len(list(requests.get(url + '/json')))",
    "returned": "response = requests.get(url + '/json')\nreturn response",
    "history": "return requests.get(url + '/redirect').history",
    "files": "return requests.post(url + '/echo', files={'a': b'x'}).status_code",
    "proxies": "return requests.get(url + '/json', proxies={}).status_code",
    "none in the query": "return requests.get(url + '/echo', params={'a': None}).text",
    "truth in the query": "return requests.get(url + '/echo', params={'a': True}).text",
    "unknown data": "return requests.post(url + '/echo', data=url).text",
    "data of two kinds": """\
        fields = {}
        if url:
            fields = 'a=1'
        return requests.post(url, data=fields).text
        """,
    "truth in a form with a name": "fields = {'a': True}\nreturn requests.post(url, data=fields).text",
    "unknown options": "options = {}\nreturn requests.get(url, **options).text",
    "positional": "return requests.get(url + '/echo', {'a': 1}).text",
    "condition": "if requests.get(url + '/json').ok:\n    return 1",
    "class of the error": """\
        try:
            return requests.get(url).text
        except Exception as error:
            return isinstance(error, requests.Timeout)
        """,
    "check of a redirect": "requests.get(url, allow_redirects=False).raise_for_status()",
    "suppressed": """\
        with contextlib.suppress(requests.Timeout):
            return requests.get(url).text
        """,
    "other error": "try:\n    return requests.get(url).text\nexcept requests.exceptions.SSLError:\n    return 1",
    "request of an error": """\
        try:
            return requests.get(url).text
        except requests.RequestException as error:
            return error.response
        """,
    "name of several": "response = url\nresponse = requests.get(url)\nreturn response.text",
    "shared with a stream": """\
        response = requests.get(url)
        response = requests.get(url, stream=True)
        return response.text
        """,
}


@pytest.mark.parametrize("body", SAME.values(), ids=SAME)
def test_same_answer_with_httpx(body: str, service: Service) -> None:
    after = fixed(body)

    assert "httpx.AsyncClient" in after
    assert outcome(after, service.url) == outcome(source(body), service.url)


@pytest.mark.parametrize("body", SESSIONS.values(), ids=SESSIONS)
def test_session_gives_the_same_with_httpx(body: str, service: Service) -> None:
    after = fixed(body)

    assert "httpx.AsyncClient(follow_redirects=True" in after
    assert outcome(after, service.url) == outcome(source(body), service.url)


@pytest.mark.parametrize(
    "body",
    [
        "session = requests.Session()\nprint(session)\nreturn session.get(url).text",
        "session = requests.Session()\nsession.auth = url\nreturn session.get(url).text",
        "session = requests.Session()\nsession.mount(url, None)\nreturn session.get(url).text",
        "session = requests.Session()\nreturn session.get(url, stream=True).text, session.get(url).text",
        "session = requests.Session()\nreturn session.get(url)",
    ],
)
def test_session_that_is_more_is_left_to_a_thread(body: str) -> None:
    after = fixed(body)

    assert "httpx" not in after
    assert "sync_to_async(session.get)" in after


def test_each_call_of_a_session_has_its_limit() -> None:
    after = fixed("session = requests.Session()\nreturn session.get(url, timeout=3).text, session.get(url).text")

    assert "async with httpx.AsyncClient(follow_redirects=True, verify=HTTPX_TLS) as session:" in after
    assert "session.get(url, timeout=3)" in after
    assert "session.get(url, timeout=None)" in after


def test_call_that_needs_no_limit_by_a_comment_keeps_it() -> None:
    settings = Settings(select=("AV",), unsafe_fixes=True, options={"http-client": "httpx"})
    after = fixed("found = requests.get(url)  # channels-fix: ignore[AV003]\nreturn found.text", settings)

    assert "found = await client.get(url, timeout=None)  # channels-fix: ignore[AV003]" in after


def test_session_that_needs_no_limit_by_a_comment_keeps_it() -> None:
    settings = Settings(select=("AV",), unsafe_fixes=True, options={"http-client": "httpx"})
    after = fixed(
        """\
        session = requests.Session()
        found = session.get(  # channels-fix: ignore[AV003]
            url,
        )
        return found.text
        """,
        settings,
    )
    assert "await session.get(  # channels-fix: ignore[AV003]" in after


def test_refused_connection_is_caught_as_before() -> None:
    body = """\
        try:
            return requests.get(url).text
        except requests.ConnectionError:
            return 'refused'
        """
    assert outcome(fixed(body), refusing_url()) == outcome(source(body), refusing_url()) == "refused"


@pytest.mark.parametrize("body", LEFT.values(), ids=LEFT)
def test_what_differs_is_left_to_a_thread(body: str) -> None:
    after = fixed(body)

    assert "httpx" not in after
    assert "sync_to_async(requests." in after


def test_without_a_client_a_thread_makes_the_call() -> None:
    after = fixed("return requests.get(url).text", Settings(select=("AV002",), unsafe_fixes=True))

    assert "return (await sync_to_async(requests.get)(url)).text" in after


def test_client_that_the_project_depends_on_is_taken(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "shop"\ndependencies = ["httpx2", "requests"]\n')
    settings = Settings(select=("AV002",), unsafe_fixes=True)

    result = fix_text(source("return requests.get(url).text").encode(), settings, tmp_path / "fetching.py")

    assert b"async with httpx2.AsyncClient(follow_redirects=True, verify=HTTPX2_TLS) as client:" in (
        result.after or b""
    )


def test_errors_caught_by_a_caller_keep_requests() -> None:
    text = source("return requests.get(url).text") + (
        "\n\nasync def caller(url):\n    try:\n        return await main(url)\n    except requests.RequestException:\n"
        "        return 1\n"
    )
    result = fix_text(text.encode(), WITH_CLIENT, Path("/nowhere/fetching.py"))

    assert b"httpx" not in (result.after or b"")


def test_classes_of_requests_stay_for_other_calls() -> None:
    after = fixed(
        """\
        try:
            first = requests.get(url).text
            second = requests.get(url, stream=True)
        except requests.Timeout:
            return None
        """
    )
    assert "except (requests.Timeout, httpx.TimeoutException):" in after


def test_classes_of_requests_stay_for_functions_that_are_called() -> None:
    text = source(
        """\
        try:
            return requests.get(url).text, await other(url)
        except requests.Timeout:
            return None
        """
    )
    text += "\n\nasync def other(url): ...\n"
    result = fix_text(text.encode(), WITH_CLIENT, Path("/nowhere/fetching.py"))

    assert b"except (requests.Timeout, httpx.TimeoutException):" in (result.after or b"")


def test_certificates_that_are_not_to_be_checked_are_not() -> None:
    after = fixed("return requests.get(url, verify=False, timeout=1).text")

    assert "httpx.AsyncClient(follow_redirects=True, timeout=1, verify=False)" in after
    assert "create_ssl_context" not in after


def test_context_stands_once_behind_all_imports() -> None:
    after = fixed("first = requests.get(url).text\nreturn first, requests.get(url).text")

    assert after.count("HTTPX_TLS = httpx.create_ssl_context()") == 1
    assert after.index("import requests") < after.index("HTTPX_TLS") < after.index("async def main")


def test_context_of_an_earlier_run_is_shared() -> None:
    text = "import httpx\n\nHTTPX_TLS = httpx.create_ssl_context()\n\n" + source("return requests.get(url).text")
    after = (fix_text(text.encode(), WITH_CLIENT, Path("/nowhere/fetching.py")).after or b"").decode()

    assert after.count("create_ssl_context") == 1
    assert "verify=HTTPX_TLS" in after


@pytest.mark.parametrize(
    ("above", "below"),
    [("HTTPX_TLS = None\n", ""), ("", "\n\nimport json\n"), ("", "\n\nif HTTPX_TLS:\n    HTTPX_TLS = 1\n")],
    ids=["name is taken", "imports at the end", "name is taken below"],
)
def test_without_a_place_for_a_context_each_client_has_its_own(above: str, below: str) -> None:
    text = above + source("return requests.get(url).text\n") + below
    after = (fix_text(text.encode(), WITH_CLIENT, Path("/nowhere/fetching.py")).after or b"").decode()

    assert "httpx.AsyncClient(follow_redirects=True) as client" in after
    assert "client.get(url, timeout=None)" in after
    assert "create_ssl_context" not in after
