# oracle: view
# django: 5.2
# http-client: httpx
# flags: --unsafe-fixes
# breaks: 4
import os

import httpx
import requests
from django.http import HttpResponse
from django.urls import path

URL = os.environ["SERVICE"]
REQUESTS = ["/handed/", "/given/", "/first/", "/next/"]
LEAVES = [2]


def ask(address, **options):
    return requests.get(f"{URL}/{address}", **options).status_code


def handed(request):
    return HttpResponse(str(ask("redirect", allow_redirects=False, timeout=5)))


def given(request):
    options = {"verify": False, "timeout": 5}
    answer = httpx.get(f"{URL}/slow/0.2", **options)
    return HttpResponse(answer.content)


def first(request):
    users = iter(["ann", "bob"])
    answer = httpx.get(f"{URL}/login/{next(users)}", cookies={"user": next(users)}, timeout=5)
    return HttpResponse(answer.content)


def following(request):
    users = iter(["ann", "bob"])
    answer = requests.get(f"{URL}/login/{next(users)}", cookies={"user": next(users)}, timeout=5)
    return HttpResponse(answer.content)


urlpatterns = [path("handed/", handed), path("given/", given), path("first/", first), path("next/", following)]
# would break
import os

import httpx
from django.http import HttpResponse
from django.urls import path

URL = os.environ["SERVICE"]
REQUESTS = ["/handed/", "/given/", "/first/", "/next/"]
LEAVES = [2]


async def ask(address, **options):
    async with httpx.AsyncClient(follow_redirects=True) as client:
        return (await client.get(f"{URL}/{address}", **options)).status_code


async def handed(request):
    return HttpResponse(str(await ask("redirect", allow_redirects=False, timeout=5)))


async def given(request):
    options = {"verify": False, "timeout": 5}
    async with httpx.AsyncClient() as client:
        answer = await client.get(f"{URL}/slow/0.2", **options)
    return HttpResponse(answer.content)


async def first(request):
    users = iter(["ann", "bob"])
    async with httpx.AsyncClient(cookies={"user": next(users)}) as client:
        answer = await client.get(f"{URL}/login/{next(users)}", timeout=5)
    return HttpResponse(answer.content)


async def following(request):
    users = iter(["ann", "bob"])
    async with httpx.AsyncClient(cookies={"user": next(users)}, follow_redirects=True, timeout=5) as client:
        answer = await client.get(f"{URL}/login/{next(users)}")
    return HttpResponse(answer.content)


urlpatterns = [path("handed/", handed), path("given/", given), path("first/", first), path("next/", following)]
