# oracle: view
# django: 5.2
# http-client: httpx
# flags: --unsafe-fixes
# breaks: 3
import os

import requests
from django.http import HttpResponse, JsonResponse
from django.urls import path

REQUESTS = ["/cookies/", "/late/", "/query/"]
SERVICE = os.environ["SERVICE"]


def cookies(request):
    answer = requests.get(f"{SERVICE}/login/ann", timeout=5)
    return JsonResponse(answer.cookies.get_dict())


def late(request):
    answer = requests.get(f"{SERVICE}/latin", timeout=5)
    if "?" in answer.text:
        answer.encoding = "utf-8"
    answer.encoding = "latin-1"
    return HttpResponse(answer.text)


def query(request):
    answer = requests.get(f"{SERVICE}/echo?page=2", params={"sort": "name"}, timeout=5)
    return JsonResponse({"asked": answer.json()["path"]})


urlpatterns = [path("cookies/", cookies), path("late/", late), path("query/", query)]
# would break
import os

import httpx
from django.http import HttpResponse, JsonResponse
from django.urls import path

REQUESTS = ["/cookies/", "/late/", "/query/"]
SERVICE = os.environ["SERVICE"]


async def cookies(request):
    async with httpx.AsyncClient(timeout=5) as client:
        answer = await client.get(f"{SERVICE}/login/ann")
    return JsonResponse(answer.cookies.get_dict())


async def late(request):
    async with httpx.AsyncClient(timeout=5) as client:
        answer = await client.get(f"{SERVICE}/latin")
    if "?" in answer.text:
        answer.encoding = "utf-8"
    answer.encoding = "latin-1"
    return HttpResponse(answer.text)


async def query(request):
    async with httpx.AsyncClient(timeout=5) as client:
        answer = await client.get(f"{SERVICE}/echo?page=2", params={"sort": "name"})
    return JsonResponse({"asked": answer.json()["path"]})


urlpatterns = [path("cookies/", cookies), path("late/", late), path("query/", query)]
