# oracle: view
# django: 5.2
# http-client: httpx
# flags: --unsafe-fixes
import os

import requests
from django.http import HttpResponse, JsonResponse
from django.urls import path

REQUESTS = ["/slow/", "/text/", "/names/"]
SERVICE = os.environ["SERVICE"]


def slow(request):
    answer = requests.get(f"{SERVICE}/slow/0.5", timeout=5)
    answer.encoding = "utf-8"
    return HttpResponse(answer.text)


def text(request):
    answer = requests.get(f"{SERVICE}/latin", timeout=5)
    answer.encoding = "latin-1"
    kind = answer.headers.get("Content-Type")
    return HttpResponse(f"{answer.text} {kind} {'x-more' in answer.headers}")


def names(request):
    return JsonResponse({name: kind(name) for name, kind in {"text": str, "slow": len}.items()})


def kinds(request):
    return JsonResponse({slow: len(text) for slow, text in request.GET.items()})


urlpatterns = [path("slow/", slow), path("text/", text), path("names/", names), path("kinds/", kinds)]
# output
import os

import httpx
from django.http import HttpResponse, JsonResponse
from django.urls import path

REQUESTS = ["/slow/", "/text/", "/names/"]
SERVICE = os.environ["SERVICE"]


# Takes too long to make for each request: all clients share it.
HTTPX_TLS = httpx.create_ssl_context()


async def slow(request):
    async with httpx.AsyncClient(follow_redirects=True, timeout=5, verify=HTTPX_TLS) as client:
        answer = await client.get(f"{SERVICE}/slow/0.5")
    answer.encoding = "utf-8"
    return HttpResponse(answer.text)


async def text(request):
    async with httpx.AsyncClient(follow_redirects=True, timeout=5, verify=HTTPX_TLS) as client:
        answer = await client.get(f"{SERVICE}/latin")
    answer.encoding = "latin-1"
    kind = answer.headers.get("Content-Type")
    return HttpResponse(f"{answer.text} {kind} {'x-more' in answer.headers}")


def names(request):
    return JsonResponse({name: kind(name) for name, kind in {"text": str, "slow": len}.items()})


def kinds(request):
    return JsonResponse({slow: len(text) for slow, text in request.GET.items()})


urlpatterns = [path("slow/", slow), path("text/", text), path("names/", names), path("kinds/", kinds)]
