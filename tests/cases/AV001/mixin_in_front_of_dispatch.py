# flags: --unsafe-fixes
# oracle: view
# django: 5.0
import time
from django.http import HttpResponse, HttpResponseForbidden
from django.urls import path
from django.views import View

REQUESTS = ["/", ("GET", "/", None, {"X-Token": "t"}), ("POST", "/", {}, {"X-Token": "t"})]


class TokenMixin:
    header = "X-Token"

    def dispatch(self, request, *args, **kwargs):
        if not self.allowed(request):
            return HttpResponseForbidden("no")
        return super().dispatch(request, *args, **kwargs)

    def allowed(self, request):
        return self.header in request.headers


class V(TokenMixin, View):
    def get(self, request):
        time.sleep(0.3)
        return HttpResponse("x")


class W(TokenMixin, View):
    def get(self, request):
        return HttpResponse("fast")


urlpatterns = [path("", V.as_view()), path("w/", W.as_view())]
# output
import asyncio
from django.http import HttpResponse, HttpResponseForbidden
from django.urls import path
from django.views import View

REQUESTS = ["/", ("GET", "/", None, {"X-Token": "t"}), ("POST", "/", {}, {"X-Token": "t"})]


class TokenMixin:
    header = "X-Token"

    async def dispatch(self, request, *args, **kwargs):
        if not self.allowed(request):
            return HttpResponseForbidden("no")
        return await super().dispatch(request, *args, **kwargs)

    def allowed(self, request):
        return self.header in request.headers


class V(TokenMixin, View):
    async def get(self, request):
        await asyncio.sleep(0.3)
        return HttpResponse("x")


class W(TokenMixin, View):
    async def get(self, request):
        return HttpResponse("fast")


urlpatterns = [path("", V.as_view()), path("w/", W.as_view())]
