# oracle: view
# django: 5.2
# http-client: httpx
# flags: --unsafe-fixes
# breaks: 12
import os

import requests
from django.http import HttpResponse, JsonResponse
from django.urls import path
from requests.auth import HTTPDigestAuth

URL = os.environ["SERVICE"]
KINDS = [
    "missing", "flags", "form", "pairs", "unset", "login", "behind", "options", "moved", "guessed", "handed", "severed"
]
REQUESTS = ["/slow/", *(f"/{kind}/" for kind in KINDS)]
LEAVES = [1]


def slow(request):
    return HttpResponse(requests.get(f"{URL}/slow/0.2", stream=True, timeout=5).raw.read())


def missing(request):
    requests.get(f"{URL}/echo", params={"page": None, "size": 5}, timeout=5)
    return HttpResponse("asked")


def flags(request):
    requests.get(f"{URL}/echo", params={"all": True}, timeout=5)
    return HttpResponse("asked")


def form(request):
    requests.post(f"{URL}/echo", data={"draft": True}, timeout=5)
    return HttpResponse("sent")


def pairs(request):
    fields = [("tag", "a"), ("tag", "b")]
    requests.post(f"{URL}/echo", data=fields, timeout=5)
    return HttpResponse("sent")


def unset(request):
    requests.get(f"{URL}/echo", headers={"Accept-Language": None}, timeout=5)
    return HttpResponse("asked")


def login(request):
    requests.get(f"{URL}/echo", auth=HTTPDigestAuth("ann", "secret"), timeout=5)
    return HttpResponse("asked")


def behind(request):
    response = requests.get(f"{URL}/echo", {"page": 2}, timeout=5)
    return HttpResponse(str(response.status_code))


def options(request):
    given = {"allow_redirects": False, "timeout": 5}
    response = requests.get(f"{URL}/redirect", **given)
    return HttpResponse(str(response.status_code))


def moved(request):
    requests.get(f"{URL}/redirect", allow_redirects=False, timeout=5).raise_for_status()
    return HttpResponse("found")


def guessed(request):
    response = requests.get(f"{URL}/latin", timeout=5)
    return HttpResponse(response.apparent_encoding)


def whether_all_went_well(answer):
    return answer.ok


def handed(request):
    response = requests.get(f"{URL}/json", timeout=5)
    return JsonResponse({"ok": whether_all_went_well(response)})


def severed(request):
    try:
        return HttpResponse(requests.get(f"{URL}/cut", timeout=5).text)
    except requests.exceptions.ChunkedEncodingError:
        return HttpResponse("half of it", status=502)
    except requests.exceptions.ConnectionError:
        return HttpResponse("nobody there", status=502)


urlpatterns = [
    path("slow/", slow),
    path("missing/", missing),
    path("flags/", flags),
    path("form/", form),
    path("pairs/", pairs),
    path("unset/", unset),
    path("login/", login),
    path("behind/", behind),
    path("options/", options),
    path("moved/", moved),
    path("guessed/", guessed),
    path("handed/", handed),
    path("severed/", severed),
]
# would break
import os

import httpx
from django.http import HttpResponse, JsonResponse
from django.urls import path
from requests.auth import HTTPDigestAuth

URL = os.environ["SERVICE"]
KINDS = [
    "missing", "flags", "form", "pairs", "unset", "login", "behind", "options", "moved", "guessed", "handed", "severed"
]
REQUESTS = ["/slow/", *(f"/{kind}/" for kind in KINDS)]
LEAVES = [1]


async def slow(request):
    async with httpx.AsyncClient(follow_redirects=True, timeout=5) as client:
        return HttpResponse((await client.get(f"{URL}/slow/0.2")).read())


async def missing(request):
    async with httpx.AsyncClient(follow_redirects=True, timeout=5) as client:
        await client.get(f"{URL}/echo", params={"page": None, "size": 5})
    return HttpResponse("asked")


async def flags(request):
    async with httpx.AsyncClient(follow_redirects=True, timeout=5) as client:
        await client.get(f"{URL}/echo", params={"all": True})
    return HttpResponse("asked")


async def form(request):
    async with httpx.AsyncClient(follow_redirects=True, timeout=5) as client:
        await client.post(f"{URL}/echo", data={"draft": True})
    return HttpResponse("sent")


async def pairs(request):
    fields = [("tag", "a"), ("tag", "b")]
    async with httpx.AsyncClient(follow_redirects=True, timeout=5) as client:
        await client.post(f"{URL}/echo", data=fields)
    return HttpResponse("sent")


async def unset(request):
    async with httpx.AsyncClient(follow_redirects=True, timeout=5) as client:
        await client.get(f"{URL}/echo", headers={"Accept-Language": None})
    return HttpResponse("asked")


async def login(request):
    async with httpx.AsyncClient(follow_redirects=True, timeout=5) as client:
        await client.get(f"{URL}/echo", auth=HTTPDigestAuth("ann", "secret"))
    return HttpResponse("asked")


async def behind(request):
    async with httpx.AsyncClient(follow_redirects=True, timeout=5) as client:
        response = await client.get(f"{URL}/echo", {"page": 2})
    return HttpResponse(str(response.status_code))


async def options(request):
    given = {"allow_redirects": False, "timeout": 5}
    async with httpx.AsyncClient(follow_redirects=True, timeout=5) as client:
        response = await client.get(f"{URL}/redirect", **given)
    return HttpResponse(str(response.status_code))


async def moved(request):
    async with httpx.AsyncClient(timeout=5) as client:
        (await client.get(f"{URL}/redirect")).raise_for_status()
    return HttpResponse("found")


async def guessed(request):
    async with httpx.AsyncClient(follow_redirects=True, timeout=5) as client:
        response = await client.get(f"{URL}/latin")
    return HttpResponse(response.apparent_encoding)


def whether_all_went_well(answer):
    return answer.ok


async def handed(request):
    async with httpx.AsyncClient(follow_redirects=True, timeout=5) as client:
        response = await client.get(f"{URL}/json")
    return JsonResponse({"ok": whether_all_went_well(response)})


async def severed(request):
    try:
        async with httpx.AsyncClient(follow_redirects=True, timeout=5) as client:
            return HttpResponse((await client.get(f"{URL}/cut")).text)
    except httpx.ReadError:
        return HttpResponse("half of it", status=502)
    except httpx.ConnectError:
        return HttpResponse("nobody there", status=502)


urlpatterns = [
    path("slow/", slow),
    path("missing/", missing),
    path("flags/", flags),
    path("form/", form),
    path("pairs/", pairs),
    path("unset/", unset),
    path("login/", login),
    path("behind/", behind),
    path("options/", options),
    path("moved/", moved),
    path("guessed/", guessed),
    path("handed/", handed),
    path("severed/", severed),
]
