# oracle: none
import asyncio

from django.http import StreamingHttpResponse
from django.urls import path


async def events():
    try:
        while True:
            await asyncio.sleep(1)
            yield b"data: tick\n\n"
    except asyncio.CancelledError:
        print("the client has gone")


async def stream(request):
    return StreamingHttpResponse(events(), content_type="text/event-stream")


urlpatterns = [path("events/", stream)]
