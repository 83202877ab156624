"""A service that answers as some of Amazon's do: a bucket `box`, a table and a queue, in a thread of this process.

The bucket `slow` is the same, and its pages take a while.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from .serving import serving

ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "key",
    "AWS_SECRET_ACCESS_KEY": "secret",
    "AWS_DEFAULT_REGION": "eu-west-1",
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_MAX_ATTEMPTS": "1",
}
"""What clients of it are told."""
PAUSE = 0.3
BUCKETS = "<ListAllMyBucketsResult><Buckets><Bucket><Name>box</Name></Bucket></Buckets></ListAllMyBucketsResult>"
PAGE = "<ListBucketResult>{}<Contents><Key>{}</Key></Contents></ListBucketResult>"
MORE = "<IsTruncated>true</IsTruncated><NextContinuationToken>next</NextContinuationToken>"
TARGETS = {
    "DynamoDB_20120810.GetItem": {"Item": {"id": {"N": "1"}, "name": {"S": "report"}}},
    "DynamoDB_20120810.PutItem": {},
    "AmazonSQS.ReceiveMessage": {"Messages": [{"MessageId": "1", "ReceiptHandle": "r", "Body": "hello"}]},
}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        match url.path:
            case "/":
                self._send(BUCKETS, "application/xml")
            case "/box" | "/box/" | "/slow" | "/slow/":
                time.sleep(PAUSE if "slow" in url.path else 0)
                is_second = "continuation-token" in parse_qs(url.query)
                self._send(PAGE.format(*(("", "b") if is_second else (MORE, "a"))), "application/xml")
            case "/box/report.txt":
                self._send("the report", "text/plain")
            case "/box/slow.txt":
                time.sleep(1)
                self._send("late", "text/plain")
            case _:
                self._send("<Error><Code>NoSuchKey</Code><Message>None.</Message></Error>", "application/xml", 404)

    do_HEAD = do_GET  # noqa: N815

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        answer = TARGETS[self.headers["X-Amz-Target"]]
        self._send(json.dumps(answer), "application/x-amz-json-1.0")

    def _send(self, text: str, kind: str, status: int = 200) -> None:
        with suppress(ConnectionError):
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def running_aws() -> Iterator[str]:
    """Run the service; gives its address."""
    with serving(ThreadingHTTPServer(("127.0.0.1", 0), _Handler)) as address:
        yield f"http://{address}"
