# oracle: async-view
# django: 5.2
# flags: --unsafe-fixes
# python: 3.11
"""Views run coroutines on event loops of their own: a thread to wait in would be that of the view."""
import asyncio
import socket

from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/", "/by-hand/", "/handed/"]


def resolve(host):
    return [found[-1][1] for found in socket.getaddrinfo(host, 80)][:1]


async def look_up(host):
    found = resolve(host)
    await asyncio.sleep(0)
    return found


async def look_up_all(hosts):
    return [await look_up(host) for host in hosts]


def to_its_end(coroutine):
    with asyncio.Runner() as runner:
        return runner.run(coroutine)


def all_at_once(request):
    return JsonResponse({"ports": asyncio.run(look_up_all(["localhost", "127.0.0.1"]))})


def by_hand(request):
    loop = asyncio.new_event_loop()
    try:
        ports = loop.run_until_complete(look_up("localhost"))
    finally:
        loop.close()
    return JsonResponse({"ports": ports})


def handed(request):
    return JsonResponse({"ports": to_its_end(look_up("localhost"))})


urlpatterns = [path("", all_at_once), path("by-hand/", by_hand), path("handed/", handed)]
