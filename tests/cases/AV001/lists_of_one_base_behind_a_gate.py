# oracle: view
# django: 5.2
# flags: --unsafe-fixes
"""A base that no URLconf names has the handler of all views that derive from it: it changes with them."""
import time

from django.http import HttpResponse, JsonResponse
from django.urls import path
from django.views import View

REQUESTS = ["/fruits/?key=3", "/nuts/?key=3", "/nuts/"]


class Gate:
    def dispatch(self, request, *args, **kwargs):
        time.sleep(0.3)
        if "key" not in request.GET:
            return HttpResponse("no", status=403)
        return super().dispatch(request, *args, **kwargs)


class Listed(Gate, View):
    names = ()

    def get(self, request):
        return JsonResponse({"names": self.names})


class Fruits(Listed):
    names = ("fig", "plum")


class Nuts(Listed):
    names = ("almond",)


urlpatterns = [path("fruits/", Fruits.as_view()), path("nuts/", Nuts.as_view())]
# output
"""A base that no URLconf names has the handler of all views that derive from it: it changes with them."""
import asyncio

from django.http import HttpResponse, JsonResponse
from django.urls import path
from django.views import View

REQUESTS = ["/fruits/?key=3", "/nuts/?key=3", "/nuts/"]


class Gate:
    async def dispatch(self, request, *args, **kwargs):
        await asyncio.sleep(0.3)
        if "key" not in request.GET:
            return HttpResponse("no", status=403)
        return await super().dispatch(request, *args, **kwargs)


class Listed(Gate, View):
    names = ()

    async def get(self, request):
        return JsonResponse({"names": self.names})


class Fruits(Listed):
    names = ("fig", "plum")


class Nuts(Listed):
    names = ("almond",)


urlpatterns = [path("fruits/", Fruits.as_view()), path("nuts/", Nuts.as_view())]
