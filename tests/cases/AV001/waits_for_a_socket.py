# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import os
import select
import socket

from django.http import HttpResponse
from django.urls import path

HOST, PORT = os.environ["SERVICE"].partition("//")[2].split(":")


def report(request):
    with socket.create_connection((HOST, int(PORT))) as connection:
        connection.sendall(b"GET /slow/0.5 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        ready, _, _ = select.select([connection], [], [], 5)
    return HttpResponse(str(len(ready)))


urlpatterns = [path("", report)]
# would break
import os
import select
import socket

from asgiref.sync import sync_to_async
from django.http import HttpResponse
from django.urls import path

HOST, PORT = os.environ["SERVICE"].partition("//")[2].split(":")


async def report(request):
    with socket.create_connection((HOST, int(PORT))) as connection:
        connection.sendall(b"GET /slow/0.5 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        ready, _, _ = await sync_to_async(select.select)([connection], [], [], 5)
    return HttpResponse(str(len(ready)))


urlpatterns = [path("", report)]
