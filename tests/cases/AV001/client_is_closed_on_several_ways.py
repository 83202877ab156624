# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import os

import httpx
from django.http import JsonResponse
from django.urls import path

URL = os.environ["SERVICE"]
REQUESTS = ["/found/", "/found/?status=404", "/retried/", "/refused/", "/total/", "/finally/", "/finally/?status=404"]


def found(request):
    client = httpx.Client(timeout=5)
    first = client.get(f"{URL}/status/{request.GET.get('status', 200)}")
    if first.is_error:
        client.close()
        return JsonResponse({"found": False})
    second = client.get(f"{URL}/slow/0.4")
    client.close()
    return JsonResponse(second.json())


def retried(request):
    client = httpx.Client(timeout=5)
    for status in (503, 502, 200):
        answer = client.get(f"{URL}/status/{status}")
        if answer.is_success:
            client.close()
            break
    return JsonResponse({"status": status})


def refused(request):
    client = httpx.Client(timeout=5)
    try:
        answer = client.get(os.environ["REFUSED"])
    except httpx.ConnectError:
        client.close()
        return JsonResponse({"status": "nobody is there"}, status=502)
    client.close()
    return JsonResponse(answer.json())


def total(request):
    with httpx.Client(timeout=5) as client:
        total = sum(client.get(f"{URL}/slow/{seconds}").json()["seconds"] for seconds in (0.1, 0.2))
        if total > 1:
            client.close()
    return JsonResponse({"total": total})


def closed_at_last(request):
    client = httpx.Client(timeout=5)
    try:
        first = client.get(f"{URL}/status/{request.GET.get('status', 200)}")
        if first.is_error:
            client.close()
            return JsonResponse({"found": False})
        return JsonResponse(client.get(f"{URL}/json").json())
    finally:
        client.close()


urlpatterns = [
    path("found/", found),
    path("retried/", retried),
    path("refused/", refused),
    path("total/", total),
    path("finally/", closed_at_last),
]
# output
import os

import httpx
from django.http import JsonResponse
from django.urls import path

URL = os.environ["SERVICE"]
REQUESTS = ["/found/", "/found/?status=404", "/retried/", "/refused/", "/total/", "/finally/", "/finally/?status=404"]


# Takes too long to make for each request: all clients share it.
HTTPX_TLS = httpx.create_ssl_context()


async def found(request):
    async with httpx.AsyncClient(timeout=5, verify=HTTPX_TLS) as client:
        first = await client.get(f"{URL}/status/{request.GET.get('status', 200)}")
        if first.is_error:
            return JsonResponse({"found": False})
        second = await client.get(f"{URL}/slow/0.4")
    return JsonResponse(second.json())


async def retried(request):
    async with httpx.AsyncClient(timeout=5, verify=HTTPX_TLS) as client:
        for status in (503, 502, 200):
            answer = await client.get(f"{URL}/status/{status}")
            if answer.is_success:
                break
    return JsonResponse({"status": status})


async def refused(request):
    async with httpx.AsyncClient(timeout=5, verify=HTTPX_TLS) as client:
        try:
            answer = await client.get(os.environ["REFUSED"])
        except httpx.ConnectError:
            return JsonResponse({"status": "nobody is there"}, status=502)
    return JsonResponse(answer.json())


async def total(request):
    async with httpx.AsyncClient(timeout=5, verify=HTTPX_TLS) as client:
        total = sum([(await client.get(f"{URL}/slow/{seconds}")).json()["seconds"] for seconds in (0.1, 0.2)])
        if total > 1:
            pass
    return JsonResponse({"total": total})


async def closed_at_last(request):
    client = httpx.AsyncClient(timeout=5, verify=HTTPX_TLS)
    try:
        first = await client.get(f"{URL}/status/{request.GET.get('status', 200)}")
        if first.is_error:
            return JsonResponse({"found": False})
        return JsonResponse((await client.get(f"{URL}/json")).json())
    finally:
        await client.aclose()


urlpatterns = [
    path("found/", found),
    path("retried/", retried),
    path("refused/", refused),
    path("total/", total),
    path("finally/", closed_at_last),
]
