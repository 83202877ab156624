# oracle: view
# django: 5.2
import time; from django.http import HttpResponse
from django.urls import path
REQUESTS = ["/ping/", "/slow/2/", "/either/1/", "/either/0/", "/both/"]

def nap(n = 0.1) : time.sleep(n); return n

def ping(request): time.sleep(0.3); return HttpResponse("pong")

def slow( request , times ) :   # be patient
    for _ in range( times ) : nap( 0.1 )
    return HttpResponse( \
        "slept", \
        content_type = "text/plain" )

def either(request, flag): return HttpResponse(nap(.1) if flag else "awake")

def both(request):
    x, y = nap(), nap(n=.2)
    if nap() and (nap(0.1) or nap(5)): x += nap(); return HttpResponse(f"{x:.1f} {y} {nap()!r}")

urlpatterns = [path("ping/", ping), path("slow/<int:times>/", slow), path("either/<int:flag>/", either), path("both/", both)]
# output
import asyncio
import time; from django.http import HttpResponse
from django.urls import path
REQUESTS = ["/ping/", "/slow/2/", "/either/1/", "/either/0/", "/both/"]

async def nap(n = 0.1) : await asyncio.sleep(n); return n

async def ping(request): await asyncio.sleep(0.3); return HttpResponse("pong")

async def slow( request , times ) :   # be patient
    for _ in range( times ) : await nap( 0.1 )
    return HttpResponse( \
        "slept", \
        content_type = "text/plain" )

async def either(request, flag): return HttpResponse(await nap(.1) if flag else "awake")

async def both(request):
    x, y = await nap(), await nap(n=.2)
    if await nap() and (await nap(0.1) or await nap(5)): x += await nap(); return HttpResponse(f"{x:.1f} {y} {await nap()!r}")

urlpatterns = [path("ping/", ping), path("slow/<int:times>/", slow), path("either/<int:flag>/", either), path("both/", both)]
