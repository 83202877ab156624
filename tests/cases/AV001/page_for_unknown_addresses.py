# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import time

from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/there/", "/nowhere/"]


def there(request):
    return HttpResponse("here it is")


def tarpit(request, exception):
    # scanners shall wait
    time.sleep(0.3)
    return HttpResponse("nothing here", status=404)


handler404 = tarpit
urlpatterns = [path("there/", there)]
# would break
import asyncio

from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/there/", "/nowhere/"]


def there(request):
    return HttpResponse("here it is")


async def tarpit(request, exception):
    # scanners shall wait
    await asyncio.sleep(0.3)
    return HttpResponse("nothing here", status=404)


handler404 = tarpit
urlpatterns = [path("there/", there)]
