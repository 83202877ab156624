# oracle: view
# django: 5.2
# flags: --unsafe-fixes
# breaks: 6
import os

import httpx
from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.urls import path

URL = os.environ["SERVICE"]
REQUESTS = ["/outside/", "/sorted/", "/passed/", "/prepared/", "/kept/", "/streamed/"]
LEAVES = [1]


def outside(request):
    try:
        client = httpx.Client(timeout=5)
        first = client.get(f"{URL}/slow/0.4").json()
    except httpx.ConnectError:
        return HttpResponse("nobody is there", status=502)
    return JsonResponse({"first": first, "second": client.get(f"{URL}/json").json()})


def in_order(request):
    client = httpx.Client(timeout=5)
    seconds = sorted((0.2, 0.1), key=lambda one: client.get(f"{URL}/slow/{one}").json()["seconds"])
    return JsonResponse({"seconds": seconds, "name": client.get(f"{URL}/json").json()["name"]})


def name_of_report(client):
    return client.get(f"{URL}/json").json()["name"]


def passed(request):
    client = httpx.Client(timeout=5)
    total = client.get(f"{URL}/json").json()["total"]
    return JsonResponse({"total": total, "name": name_of_report(client)})


def prepared(request):
    lines = (line for line in ("first", "second"))
    client = httpx.Client(timeout=5)
    message = client.build_request("POST", f"{URL}/echo", content=(line.encode() for line in lines))
    return HttpResponse(client.send(message).json()["body"])


class Reports:
    def __init__(self, client):
        self.client = client

    def name(self):
        return self.client.get(f"{URL}/json").json()["name"]


def kept(request):
    client = httpx.Client(timeout=5)
    reports = Reports(client)
    total = client.get(f"{URL}/json").json()["total"]
    return JsonResponse({"total": total, "name": reports.name()})


def streamed(request):
    client = httpx.Client(timeout=5)
    total = client.get(f"{URL}/json").json()["total"]
    return StreamingHttpResponse(client.get(f"{URL}/echo?page={page}").text for page in range(total))


urlpatterns = [
    path("outside/", outside),
    path("sorted/", in_order),
    path("passed/", passed),
    path("prepared/", prepared),
    path("kept/", kept),
    path("streamed/", streamed),
]
# would break
import os

import httpx
from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.urls import path

URL = os.environ["SERVICE"]
REQUESTS = ["/outside/", "/sorted/", "/passed/", "/prepared/", "/kept/", "/streamed/"]
LEAVES = [1]


async def outside(request):
    try:
        async with httpx.AsyncClient(timeout=5) as client:
            first = (await client.get(f"{URL}/slow/0.4")).json()
    except httpx.ConnectError:
        return HttpResponse("nobody is there", status=502)
    return JsonResponse({"first": first, "second": (await client.get(f"{URL}/json")).json()})


async def in_order(request):
    async with httpx.AsyncClient(timeout=5) as client:
        seconds = sorted((0.2, 0.1), key=lambda one: client.get(f"{URL}/slow/{one}").json()["seconds"])
        return JsonResponse({"seconds": seconds, "name": (await client.get(f"{URL}/json")).json()["name"]})


def name_of_report(client):
    return client.get(f"{URL}/json").json()["name"]


async def passed(request):
    async with httpx.AsyncClient(timeout=5) as client:
        total = (await client.get(f"{URL}/json")).json()["total"]
        return JsonResponse({"total": total, "name": name_of_report(client)})


async def prepared(request):
    lines = (line for line in ("first", "second"))
    async with httpx.AsyncClient(timeout=5) as client:
        message = client.build_request("POST", f"{URL}/echo", content=(line.encode() for line in lines))
        return HttpResponse((await client.send(message)).json()["body"])


class Reports:
    def __init__(self, client):
        self.client = client

    def name(self):
        return self.client.get(f"{URL}/json").json()["name"]


async def kept(request):
    async with httpx.AsyncClient(timeout=5) as client:
        reports = Reports(client)
        total = (await client.get(f"{URL}/json")).json()["total"]
        return JsonResponse({"total": total, "name": reports.name()})


async def streamed(request):
    async with httpx.AsyncClient(timeout=5) as client:
        total = (await client.get(f"{URL}/json")).json()["total"]
        return StreamingHttpResponse((await client.get(f"{URL}/echo?page={page}")).text for page in range(total))


urlpatterns = [
    path("outside/", outside),
    path("sorted/", in_order),
    path("passed/", passed),
    path("prepared/", prepared),
    path("kept/", kept),
    path("streamed/", streamed),
]
