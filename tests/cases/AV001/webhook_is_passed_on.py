# oracle: view
# django: 5.2
# http-client: httpx
# flags: --unsafe-fixes
import hashlib
import hmac
import json
import logging
import os

import requests
from django.http import HttpResponse, HttpResponseBadRequest, HttpResponseForbidden
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

SECRET = b"s3cret"
TARGETS = {"push": "slow/0.3", "ping": "echo", "tag": "status/500", "fork": "refused"}


def sign(body):
    return "sha256=" + hmac.new(SECRET, body.encode(), hashlib.sha256).hexdigest()


def delivery(event, body):
    return "POST", "/hook/", body, {"X-Hub-Signature-256": sign(body), "X-GitHub-Event": event}


REQUESTS = [
    delivery("push", '{"ref": "main"}'), delivery("ping", '{"zen": 1}'), delivery("tag", "{}"), delivery("star", "{}"),
    delivery("ping", "no json"), delivery("fork", "{}"), ("POST", "/hook/", "{}"),
]
LEAVES = [1]
logger = logging.getLogger("case")


@csrf_exempt
@require_POST
def hook(request):
    signature = request.headers.get("X-Hub-Signature-256", "")
    expected = "sha256=" + hmac.new(SECRET, request.body, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(signature, expected):
        return HttpResponseForbidden("bad signature")

    try:
        payload = json.loads(request.body)
    except json.JSONDecodeError:
        return HttpResponseBadRequest("no JSON")

    event = request.META.get("HTTP_X_GITHUB_EVENT")
    if (target := TARGETS.get(event)) is None:
        return HttpResponse(status=204)
    base = os.environ["REFUSED" if target == "refused" else "SERVICE"]
    try:
        answer = requests.post(f"{base}/{target}", json={"event": event, "payload": payload}, timeout=(3.05, 10))
        answer.raise_for_status()
    except requests.RequestException as error:
        logger.error("%s could not be passed on", event)
        return HttpResponse("not passed on", status=502)
    else:
        logger.info("%s passed on", event)
    return HttpResponse(answer.content, content_type=answer.headers["Content-Type"], status=202)


urlpatterns = [path("hook/", hook)]
# output
import hashlib
import hmac
import json
import logging
import os

import httpx
from django.http import HttpResponse, HttpResponseBadRequest, HttpResponseForbidden
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

SECRET = b"s3cret"
TARGETS = {"push": "slow/0.3", "ping": "echo", "tag": "status/500", "fork": "refused"}


# Takes too long to make for each request: all clients share it.
HTTPX_TLS = httpx.create_ssl_context()


def sign(body):
    return "sha256=" + hmac.new(SECRET, body.encode(), hashlib.sha256).hexdigest()


def delivery(event, body):
    return "POST", "/hook/", body, {"X-Hub-Signature-256": sign(body), "X-GitHub-Event": event}


REQUESTS = [
    delivery("push", '{"ref": "main"}'), delivery("ping", '{"zen": 1}'), delivery("tag", "{}"), delivery("star", "{}"),
    delivery("ping", "no json"), delivery("fork", "{}"), ("POST", "/hook/", "{}"),
]
LEAVES = [1]
logger = logging.getLogger("case")


@csrf_exempt
@require_POST
async def hook(request):
    signature = request.headers.get("X-Hub-Signature-256", "")
    expected = "sha256=" + hmac.new(SECRET, request.body, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(signature, expected):
        return HttpResponseForbidden("bad signature")

    try:
        payload = json.loads(request.body)
    except json.JSONDecodeError:
        return HttpResponseBadRequest("no JSON")

    event = request.META.get("HTTP_X_GITHUB_EVENT")
    if (target := TARGETS.get(event)) is None:
        return HttpResponse(status=204)
    base = os.environ["REFUSED" if target == "refused" else "SERVICE"]
    try:
        async with httpx.AsyncClient(
            follow_redirects=True,
            timeout=httpx.Timeout(10, connect=3.05),
            verify=HTTPX_TLS,
        ) as client:
            answer = await client.post(f"{base}/{target}", json={"event": event, "payload": payload})
        answer.raise_for_status()
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        logger.error("%s could not be passed on", event)
        return HttpResponse("not passed on", status=502)
    else:
        logger.info("%s passed on", event)
    return HttpResponse(answer.content, content_type=answer.headers["Content-Type"], status=202)


urlpatterns = [path("hook/", hook)]
