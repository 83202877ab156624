# oracle: view
# django: 5.2
# flags: --unsafe-fixes
# breaks: 6
import logging
import os

import httpx
import redis
from django.http import HttpResponse, JsonResponse
from django.urls import path

URL = os.environ["SERVICE"]
REQUESTS = ["/called/", "/either/", "/hidden/", "/hooked/", "/signed/", "/ended/", "/ended/"]
LEAVES = [1]
ENCODINGS = ["latin-1"]
logger = logging.getLogger("case")


def encoding():
    return ENCODINGS.pop()


def tell(response):
    logger.info("%s", response.status_code)


def sign(client):
    client.auth = ("ann", "secret")


called = httpx.Client(base_url=URL, default_encoding=encoding())
either = httpx.Client(headers={"Accept-Language": "de"})
if URL:
    either = httpx.Client(headers={"Accept-Language": "fr"})
hidden = httpx.Client(base_url=URL, default_encoding=os.environ.get("LANG", "utf-8"))
hooked = httpx.Client(base_url=URL)
hooked.event_hooks["response"].append(tell)
signed = httpx.Client(base_url=URL)
sign(signed)
ended = httpx.Client(base_url=URL)
store = redis.Redis(decode_responses=True)


def argument_is_called(request):
    return HttpResponse(called.get("/latin").text)


def one_of_two(request):
    return JsonResponse(either.get(f"{URL}/echo").json()["headers"])


def argument_is_hidden(request):
    os = request.GET
    return JsonResponse(hidden.get("/json", params=os).json())


def has_a_hook(request):
    return JsonResponse(hooked.get("/slow/0.4").json())


def is_handed_on(request):
    return JsonResponse(signed.get("/echo").json()["headers"])


def closes(request):
    found = ended.get("/json").json()
    ended.close()
    return JsonResponse(found)


def together(request):
    if request.GET.get("slow"):
        store.set("word", "ready")
        return JsonResponse({"popped": store.blpop(["nothing"], timeout=1)})
    return JsonResponse({"word": store.get("word")})


urlpatterns = [
    path("called/", argument_is_called),
    path("either/", one_of_two),
    path("hidden/", argument_is_hidden),
    path("hooked/", has_a_hook),
    path("signed/", is_handed_on),
    path("ended/", closes),
    path("together/", together),
]
# would break
import logging
import os

import httpx
import redis
from django.http import HttpResponse, JsonResponse
from django.urls import path

URL = os.environ["SERVICE"]
REQUESTS = ["/called/", "/either/", "/hidden/", "/hooked/", "/signed/", "/ended/", "/ended/"]
LEAVES = [1]
ENCODINGS = ["latin-1"]
logger = logging.getLogger("case")


def encoding():
    return ENCODINGS.pop()


def tell(response):
    logger.info("%s", response.status_code)


def sign(client):
    client.auth = ("ann", "secret")


called = httpx.Client(base_url=URL, default_encoding=encoding())
either = httpx.Client(headers={"Accept-Language": "de"})
if URL:
    either = httpx.Client(headers={"Accept-Language": "fr"})
hidden = httpx.Client(base_url=URL, default_encoding=os.environ.get("LANG", "utf-8"))
hooked = httpx.Client(base_url=URL)
hooked.event_hooks["response"].append(tell)
signed = httpx.Client(base_url=URL)
sign(signed)
ended = httpx.Client(base_url=URL)
store = redis.Redis(decode_responses=True)


async def argument_is_called(request):
    async with httpx.AsyncClient(base_url=URL, default_encoding=encoding()) as called:
        return HttpResponse((await called.get("/latin")).text)


async def one_of_two(request):
    async with httpx.AsyncClient(headers={"Accept-Language": "de"}) as either:
        return JsonResponse((await either.get(f"{URL}/echo")).json()["headers"])


async def argument_is_hidden(request):
    os = request.GET
    async with httpx.AsyncClient(base_url=URL, default_encoding=os.environ.get("LANG", "utf-8")) as hidden:
        return JsonResponse((await hidden.get("/json", params=os)).json())


async def has_a_hook(request):
    async with httpx.AsyncClient(base_url=URL) as hooked:
        return JsonResponse((await hooked.get("/slow/0.4")).json())


async def is_handed_on(request):
    async with httpx.AsyncClient(base_url=URL) as signed:
        return JsonResponse((await signed.get("/echo")).json()["headers"])


async def closes(request):
    async with httpx.AsyncClient(base_url=URL) as ended:
        found = (await ended.get("/json")).json()
    return JsonResponse(found)


def together(request):
    if request.GET.get("slow"):
        store.set("word", "ready")
        return JsonResponse({"popped": store.blpop(["nothing"], timeout=1)})
    return JsonResponse({"word": store.get("word")})


urlpatterns = [
    path("called/", argument_is_called),
    path("either/", one_of_two),
    path("hidden/", argument_is_hidden),
    path("hooked/", has_a_hook),
    path("signed/", is_handed_on),
    path("ended/", closes),
    path("together/", together),
]
