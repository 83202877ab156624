"""Clients of Amazon's services do the same as their asynchronous twins, where the project has these."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent, indent

import pytest
from viewing.aws import ENVIRONMENT, running_aws
from viewing.service import refusing_url
from viewing.serving import outcome

from channels_fix.engine import fix_text
from channels_fix.results import Settings

# Nobody closes the synchronous clients, as in the code that people write.
pytestmark = [
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),
    pytest.mark.usefixtures("collected"),
]


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    with running_aws() as url:
        monkeypatch.setenv("AWS_ENDPOINT_URL", url)
        yield url


def fixed(text: str, folder: Path, twin: str = "aioboto3", code: str = "AV002") -> tuple[str, list[str]]:
    """The text with its fixes, and the reasons of what is found."""
    (folder / "pyproject.toml").write_text(
        f'[project]\nname = "shop"\ndependencies = ["boto3", "django>=5.2", "uvicorn", "{twin}"]\n'
    )
    result = fix_text(dedent(text).encode(), Settings(select=(code,), unsafe_fixes=True), folder / "fetching.py")
    assert result.error is None
    return (result.after or b"").decode(), [str(finding.reason) for finding in result.findings]


def of(body: str) -> str:
    head = "import boto3\nimport botocore.session\nfrom botocore.config import Config\n"
    errors = "from botocore.exceptions import ClientError, EndpointConnectionError, ReadTimeoutError\n\n\n"
    return f"{head}{errors}async def main(url):\n{indent(dedent(body).strip(), '    ')}\n"


CLIENTS = {
    "answer": """
        s3 = boto3.client("s3", endpoint_url=url)
        return [bucket["Name"] for bucket in s3.list_buckets()["Buckets"]]
        """,
    "configured": """
        s3 = boto3.client("s3", endpoint_url=url, config=Config(signature_version="s3v4", read_timeout=9))
        return len(s3.list_buckets()["Buckets"])
        """,
    "file": """
        s3 = boto3.client("s3", endpoint_url=url)
        return s3.get_object(Bucket="box", Key="report.txt")["Body"].read().decode()
        """,
    "file by its name": """
        s3 = boto3.client("s3", endpoint_url=url)
        answer = s3.get_object(Bucket="box", Key="report.txt")
        body = answer["Body"]
        return answer["ContentType"], answer["ContentLength"], body.read()
        """,
    "error": """
        s3 = boto3.client("s3", endpoint_url=url)
        try:
            s3.get_object(Bucket="box", Key="none")
        except s3.exceptions.NoSuchKey as error:
            return error.response["Error"]["Code"]
        """,
    "error of all services": """
        s3 = boto3.client("s3", endpoint_url=url)
        try:
            s3.head_object(Bucket="box", Key="none")
        except ClientError as error:
            return error.response["Error"]["Code"], str(error)
        """,
    "time-out": """
        s3 = boto3.client("s3", endpoint_url=url, config=Config(read_timeout=0.2, retries={"total_max_attempts": 1}))
        try:
            s3.get_object(Bucket="box", Key="slow.txt")
        except ReadTimeoutError:
            return "too late"
        """,
    "link": """
        s3 = boto3.client("s3", endpoint_url=url)
        s3.list_buckets()
        link = s3.generate_presigned_url("get_object", Params={"Bucket": "box", "Key": "report.txt"})
        return link.partition("?")[0], s3.meta.region_name
        """,
    "pages": """
        s3 = boto3.client("s3", endpoint_url=url)
        paginator = s3.get_paginator("list_objects_v2")
        names = []
        for page in paginator.paginate(Bucket="box"):
            names += [one["Key"] for one in page["Contents"]]
        return names
        """,
    "waiter": """
        s3 = boto3.client("s3", endpoint_url=url)
        s3.get_waiter("object_exists").wait(Bucket="box", Key="report.txt")
        return "there"
        """,
    "session": """
        session = boto3.Session(region_name="eu-north-1")
        sqs = session.client("sqs", endpoint_url=url)
        return sqs.meta.region_name, sqs.receive_message(QueueUrl=url)["Messages"]
        """,
    "session without a name": """
        sqs = boto3.session.Session().client("sqs", endpoint_url=url)
        return sqs.receive_message(QueueUrl=url)["Messages"][0]["Body"]
        """,
}
ONLY_THERE = {
    "table": """
        dynamo = boto3.resource("dynamodb", endpoint_url=url)
        table = dynamo.Table("orders")
        table.put_item(Item={"id": 1})
        return table.get_item(Key={"id": 1}).get("Item")
        """,
    "table without a name": """
        return boto3.resource("dynamodb").Table("orders").get_item(Key={"id": 1})["Item"]
        """,
    "file of a bucket": """
        s3 = boto3.resource("s3", endpoint_url=url)
        return s3.Object("box", "report.txt").get()["Body"].read()
        """,
}
STAY = {
    "handed on": ("s3 = boto3.client('s3')\nlog(s3)\ns3.list_buckets()", "`s3` is passed on"),
    "closed": (
        "s3 = boto3.client('s3')\ntry:\n    s3.list_buckets()\nfinally:\n    s3.close()",
        "is closed in a `finally`",
    ),
    "file handed on": ("s3 = boto3.client('s3')\nprint(s3.get_object(Bucket='b', Key='k')['Body'])", "is passed on"),
    "collection": (
        "s3 = boto3.resource('s3')\nfor one in s3.Bucket('b').objects.all():\n    print(one.size)",
        "the pages are fetched one by one",
    ),
    "attribute": (
        "s3 = boto3.resource('s3')\none = s3.Object('b', 'k')\none.delete()\nprint(one.content_length)",
        "is passed on, or used in a way that is not known",
    ),
    "block": (
        "table = boto3.resource('dynamodb').Table('t')\nwith table.batch_writer() as batch:\n    batch.put_item()",
        "use it in a function of its own",
    ),
    "upload": ("s3 = boto3.client('s3')\ns3.upload_fileobj(log, 'b', 'k')", "is used in another way there"),
    "session of two": (
        "session = boto3.Session()\nsession.client('s3').list_buckets()\nsession.client('sqs').list_queues()",
        "the session that makes it makes more",
    ),
    "unknown options": ("s3 = boto3.client('s3', **log)\ns3.list_buckets()", "arguments that its asynchronous twin"),
}


@pytest.mark.parametrize("body", [*CLIENTS.values(), *ONLY_THERE.values()], ids=[*CLIENTS, *ONLY_THERE])
def test_twin_of_aioboto3_gives_the_same(body: str, address: str, tmp_path: Path) -> None:
    after, _ = fixed(of(body), tmp_path)

    assert "from aioboto3 import Session" in after
    assert "sync_to_async" not in after
    assert outcome(after, address) == outcome(of(body), address)


@pytest.mark.parametrize("name", ["answer", "configured", "file", "error", "link", "pages", "waiter"])
def test_twin_of_aiobotocore_gives_the_same(name: str, address: str, tmp_path: Path) -> None:
    after, _ = fixed(of(CLIENTS[name]), tmp_path, "aiobotocore")

    assert 'async with get_session().create_client("s3"' in after
    assert outcome(after, address) == outcome(of(CLIENTS[name]), address)


def test_session_of_botocore_gives_way_as_well(address: str, tmp_path: Path) -> None:
    body = "s3 = botocore.session.Session().create_client('s3', endpoint_url=url)\nreturn len(s3.list_buckets())"
    after, _ = fixed(of(body), tmp_path, "aiobotocore")

    assert "async with AioSession().create_client(" in after
    assert outcome(after, address) == outcome(of(body), address)


def test_refused_connection_raises_the_same(address: str, tmp_path: Path) -> None:
    body = """
        s3 = boto3.client("s3", endpoint_url=url, config=Config(retries={"total_max_attempts": 1}))
        try:
            s3.list_buckets()
        except EndpointConnectionError:
            return "refused"
        """
    after, _ = fixed(of(body), tmp_path)

    assert outcome(after, refusing_url()) == outcome(of(body), refusing_url()) == "refused"


@pytest.mark.parametrize(("body", "reason"), STAY.values(), ids=STAY)
def test_client_that_is_used_in_another_way_says_why_it_stays(body: str, reason: str, tmp_path: Path) -> None:
    text = f"import boto3\n\n\nasync def main(log):\n{indent(body, '    ')}\n"
    after, reasons = fixed(text, tmp_path)

    assert "aioboto3" not in after
    assert reason in " ".join(reasons)


def test_view_opens_the_twin_and_closes_it(tmp_path: Path) -> None:
    text = """\
        import boto3
        from django.http import JsonResponse
        from django.urls import path


        def report(request, name):
            s3 = boto3.client("s3")
            body = s3.get_object(Bucket="reports", Key=name)["Body"].read()
            return JsonResponse({"length": len(body)})


        urlpatterns = [path("<name>/", report)]
        """
    after, reasons = fixed(text, tmp_path, "aioboto3", "AV001")

    assert after.endswith(
        """\
async def report(request, name):
    async with Session().client("s3") as s3:
        body = await (await s3.get_object(Bucket="reports", Key=name))["Body"].read()
    return JsonResponse({"length": len(body)})


urlpatterns = [path("<name>/", report)]
"""
    )
    assert reasons == [
        "`aioboto3.Session().client` takes the place of `boto3.client`: tests that patch that do not see it"
    ]


def test_project_without_the_twin_is_told_its_name(tmp_path: Path) -> None:
    text = "import boto3\n\n\nasync def main():\n    s3 = boto3.client('s3')\n    return s3.list_buckets()\n"
    after, reasons = fixed(text, tmp_path, "django")

    assert "await sync_to_async(s3.list_buckets)()" in after
    assert reasons[0].endswith("the asynchronous client of boto3 needs aioboto3: add it to the project")
