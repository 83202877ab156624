# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import http.client
import os

from django.http import HttpResponse
from django.urls import path

HOST = os.environ["SERVICE"].partition("//")[2]


def report(request):
    connection = http.client.HTTPConnection(HOST)
    connection.request("GET", "/slow/0.5")
    answer = connection.getresponse()
    return HttpResponse(answer.read(), status=answer.status)


urlpatterns = [path("", report)]
# would break
import http.client
import os

from asgiref.sync import sync_to_async
from django.http import HttpResponse
from django.urls import path

HOST = os.environ["SERVICE"].partition("//")[2]


async def report(request):
    connection = http.client.HTTPConnection(HOST)
    await sync_to_async(connection.request)("GET", "/slow/0.5")
    answer = await sync_to_async(connection.getresponse)()
    return HttpResponse(await sync_to_async(answer.read)(), status=answer.status)


urlpatterns = [path("", report)]
