# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import time as clock
from time import sleep, sleep as doze

from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/a/", "/b/", "/c/", "/d/?asyncio=x", "/e/", "/f/3/"]


def a(request):
    sleep(0.3)
    return HttpResponse("a")


def b(request):
    import time

    time.sleep(0.1)
    doze(0.1)
    clock.sleep(.1)
    return HttpResponse("b")


def c(request):
    from time import monotonic, sleep as rest

    began = monotonic()
    rest(0.1)
    return HttpResponse(f"c {monotonic() - began > 0.05}")


def d(request):
    asyncio = request.GET.get("asyncio")
    sleep(0.1)
    return HttpResponse(f"d {asyncio}")


def e(request):
    assert sleep(0.1) is None, "it gives nothing"
    return HttpResponse("e")


def f(request, count):
    match count:
        case 0:
            sleep(5)
        case number if number > 2:
            sleep(secs := 0.1)
            return HttpResponse(f"f {secs}")
        case _:
            pass
    return HttpResponse("f")


urlpatterns = [
    path("a/", a), path("b/", b), path("c/", c), path("d/", d), path("e/", e), path("f/<int:count>/", f),
]
# output
import asyncio
from asyncio import sleep as asyncio_sleep

from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/a/", "/b/", "/c/", "/d/?asyncio=x", "/e/", "/f/3/"]


async def a(request):
    await asyncio.sleep(0.3)
    return HttpResponse("a")


async def b(request):
    await asyncio.sleep(0.1)
    await asyncio.sleep(0.1)
    await asyncio.sleep(.1)
    return HttpResponse("b")


async def c(request):
    from time import monotonic

    began = monotonic()
    await asyncio.sleep(0.1)
    return HttpResponse(f"c {monotonic() - began > 0.05}")


async def d(request):
    asyncio = request.GET.get("asyncio")
    await asyncio_sleep(0.1)
    return HttpResponse(f"d {asyncio}")


async def e(request):
    assert await asyncio.sleep(0.1) is None, "it gives nothing"
    return HttpResponse("e")


async def f(request, count):
    match count:
        case 0:
            await asyncio.sleep(5)
        case number if number > 2:
            await asyncio.sleep(secs := 0.1)
            return HttpResponse(f"f {secs}")
        case _:
            pass
    return HttpResponse("f")


urlpatterns = [
    path("a/", a), path("b/", b), path("c/", c), path("d/", d), path("e/", e), path("f/<int:count>/", f),
]
