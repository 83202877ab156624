# oracle: none
# django: 5.2
# flags: --unsafe-fixes
import os

import httpx
import redis
from django.http import JsonResponse
from django.urls import path


def address():
    return os.environ["SERVICE"]


def limit():
    return 5


asked = httpx.Client(base_url=address(), timeout=limit())
either = httpx.Client(timeout=5)
if os.environ.get("SLOW"):
    either = httpx.Client(timeout=60)
hidden = httpx.Client(base_url=os.environ["SERVICE"])
closed = httpx.Client()
store = redis.Redis(decode_responses=True)


def of_a_call(request):
    return JsonResponse(asked.get("/json").json())


def one_of_two(request):
    return JsonResponse(either.get(f"{address()}/json").json())


def argument_is_hidden(request):
    os = request.GET
    return JsonResponse(hidden.get("/json", params=os).json())


def ended(request):
    found = closed.get("/json").json()
    closed.close()
    return JsonResponse(found)


def together(request):
    if request.GET.get("slow"):
        store.set("word", "ready")
        return JsonResponse({"popped": store.blpop(["nothing"], timeout=1)})
    return JsonResponse({"word": store.get("word")})


urlpatterns = [
    path("a/", of_a_call),
    path("b/", one_of_two),
    path("c/", argument_is_hidden),
    path("d/", ended),
    path("e/", together),
]
