# oracle: view
# django: 5.2
# http-client: httpx
# flags: --unsafe-fixes
# breaks: 4
import os

import requests
from django.http import HttpResponse, JsonResponse
from django.urls import path

URL = os.environ["SERVICE"]
REQUESTS = ["/slow/0.2/", "/dark/", "/german/", "/signed/", "/checked/"]
LEAVES = [1]
KNOWN = requests.Session()
KNOWN.cookies.set("user", "ann")
SIGNED = requests.Session()
CHECKED = requests.Session()


def check(response, *args, **kwargs):
    response.raise_for_status()


def sign(session):
    session.auth = ("ann", "secret")


CHECKED.hooks["response"].append(check)
sign(SIGNED)


def german():
    session = requests.Session()
    session.headers["Accept-Language"] = "de"
    return session


def slow(request):
    return HttpResponse(KNOWN.get(f"{URL}/slow/0.2", cookies={"theme": "dark"}, timeout=5).content)


def dark(request):
    answer = KNOWN.get(f"{URL}/echo", cookies={"theme": "dark"}, timeout=5)
    return JsonResponse({"known": "ann" in answer.json()["headers"]["cookie"]})


def in_german(request):
    answer = german().get(f"{URL}/echo", timeout=5)
    return HttpResponse(answer.content)


def signed(request):
    answer = SIGNED.get(f"{URL}/echo", timeout=5)
    return HttpResponse(answer.content)


def checked(request):
    answer = CHECKED.get(f"{URL}/status/404", timeout=5)
    return HttpResponse(answer.content)


urlpatterns = [
    path("slow/0.2/", slow),
    path("dark/", dark),
    path("german/", in_german),
    path("signed/", signed),
    path("checked/", checked),
]
# would break
import os

import httpx
import requests
from django.http import HttpResponse, JsonResponse
from django.urls import path

URL = os.environ["SERVICE"]
REQUESTS = ["/slow/0.2/", "/dark/", "/german/", "/signed/", "/checked/"]
LEAVES = [1]
KNOWN = requests.Session()
KNOWN.cookies.set("user", "ann")
SIGNED = requests.Session()
CHECKED = requests.Session()


def check(response, *args, **kwargs):
    response.raise_for_status()


def sign(session):
    session.auth = ("ann", "secret")


CHECKED.hooks["response"].append(check)
sign(SIGNED)


def german():
    session = requests.Session()
    session.headers["Accept-Language"] = "de"
    return session


async def slow(request):
    async with httpx.AsyncClient(cookies={"theme": "dark"}, headers=KNOWN.headers, timeout=5) as client:
        return HttpResponse((await client.get(f"{URL}/slow/0.2")).content)


async def dark(request):
    async with httpx.AsyncClient(cookies={"theme": "dark"}, headers=KNOWN.headers, timeout=5) as client:
        answer = await client.get(f"{URL}/echo")
    return JsonResponse({"known": "ann" in answer.json()["headers"]["cookie"]})


async def in_german(request):
    async with httpx.AsyncClient(timeout=5) as client:
        answer = await client.get(f"{URL}/echo")
    return HttpResponse(answer.content)


async def signed(request):
    async with httpx.AsyncClient(cookies=SIGNED.cookies, headers=SIGNED.headers, timeout=5) as client:
        answer = await client.get(f"{URL}/echo")
    return HttpResponse(answer.content)


async def checked(request):
    async with httpx.AsyncClient(cookies=CHECKED.cookies, headers=CHECKED.headers, timeout=5) as client:
        answer = await client.get(f"{URL}/status/404")
    return HttpResponse(answer.content)


urlpatterns = [
    path("slow/0.2/", slow),
    path("dark/", dark),
    path("german/", in_german),
    path("signed/", signed),
    path("checked/", checked),
]
