# oracle: none
import asyncio

from aiohttp import web

routes = web.RouteTableDef()


@routes.get("/events")
async def events(request):
    response = web.StreamResponse()
    try:
        while True:
            await asyncio.sleep(1)
            await response.write(b"tick")
    except asyncio.CancelledError:
        print("the client has gone")
    return response
