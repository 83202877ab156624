# oracle: view
# django: 5.0
import time

from django.http import StreamingHttpResponse
from django.urls import path


def ticks(count):
    for number in range(count):
        time.sleep(0.2)
        yield f"{number}\n"
    return count


def counted(count):
    total = yield from ticks(count)
    yield f"{total} in all\n"


def stream(request):
    return StreamingHttpResponse(counted(2))


urlpatterns = [path("", stream)]
