# oracle: view
# django: 5.2
# http-client: httpx
# flags: --unsafe-fixes
import os

import requests
from django.http import HttpResponse
from django.urls import path

URL = os.environ["SERVICE"]
REQUESTS = ["/copied/slow/0.5/", "/copied/text/", "/known/login/ann/"]
KEPT = ("content-type", "x-total")


def copied(request, address):
    answer = requests.get(f"{URL}/{address}", timeout=5)
    response = HttpResponse(answer.content)
    for name, value in answer.headers.items():
        if name.lower() in KEPT:
            response[name] = value
    return response


def known(request, address):
    answer = requests.get(f"{URL}/{address}", timeout=5)
    found = answer.cookies
    if "user" not in found or "Content-Type" not in answer.headers:
        return HttpResponse("who?")
    again = requests.get(f"{URL}/echo", cookies=answer.cookies, timeout=5)
    return HttpResponse(found["user"] + answer.headers.get("CONTENT-TYPE", "") + again.text)


urlpatterns = [path("copied/<path:address>/", copied), path("known/<path:address>/", known)]
# output
import os

import httpx
from django.http import HttpResponse
from django.urls import path

URL = os.environ["SERVICE"]
REQUESTS = ["/copied/slow/0.5/", "/copied/text/", "/known/login/ann/"]
KEPT = ("content-type", "x-total")


# Takes too long to make for each request: all clients share it.
HTTPX_TLS = httpx.create_ssl_context()


async def copied(request, address):
    async with httpx.AsyncClient(follow_redirects=True, timeout=5, verify=HTTPX_TLS) as client:
        answer = await client.get(f"{URL}/{address}")
    response = HttpResponse(answer.content)
    for name, value in answer.headers.items():
        if name.lower() in KEPT:
            response[name] = value
    return response


async def known(request, address):
    async with httpx.AsyncClient(follow_redirects=True, timeout=5, verify=HTTPX_TLS) as client:
        answer = await client.get(f"{URL}/{address}")
    found = answer.cookies
    if "user" not in found or "Content-Type" not in answer.headers:
        return HttpResponse("who?")
    async with httpx.AsyncClient(
        cookies=answer.cookies,
        follow_redirects=True,
        timeout=5,
        verify=HTTPX_TLS,
    ) as client:
        again = await client.get(f"{URL}/echo")
    return HttpResponse(found["user"] + answer.headers.get("CONTENT-TYPE", "") + again.text)


urlpatterns = [path("copied/<path:address>/", copied), path("known/<path:address>/", known)]
