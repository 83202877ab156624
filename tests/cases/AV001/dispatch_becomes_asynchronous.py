# oracle: view
# django: 5.0
# flags: --unsafe-fixes
import time

from django.http import HttpResponse, HttpResponseNotAllowed
from django.urls import path
from django.views import View

REQUESTS = ["/a/", "/a/?team=none", ("POST", "/a/", {"x": "1"}), ("PUT", "/a/", None), ("OPTIONS", "/a/", None), "/b/", "/plain/"]
LEAVES = [1]


class Teams(View):
    """Views of a team."""

    def dispatch(self, request, *args, **kwargs):
        if request.GET.get("team") == "none":
            return HttpResponse("no team", status=404)
        self.team = request.GET.get("team", "blue")
        response = super().dispatch(request, *args, **kwargs)
        response["X-Team"] = self.team
        return response


class Counted(Teams):
    def dispatch(self, request, *args, **kwargs):
        self.count = 1
        return super().dispatch(request, *args, **kwargs)


class A(Counted):
    def http_method_not_allowed(self, request, *args, **kwargs):
        response = super().http_method_not_allowed(request, *args, **kwargs)
        response["X-Sorry"] = "yes"
        return response

    def options(self, request, *args, **kwargs):
        response = super().options(request, *args, **kwargs)
        response["X-Options"] = "yes"
        return response

    def get(self, request):
        time.sleep(0.3)
        return HttpResponse(f"{self.team} {self.count}")

    def post(self, request):
        if request.POST.get("x"):
            return self.http_method_not_allowed(request)
        return HttpResponse("posted")


class B(Teams):
    """It does not wait for anything, but has to go the same way."""

    def get(self, request):
        return HttpResponse(self.team)


class Plain(View):
    def get(self, request):
        return HttpResponseNotAllowed(["POST"])


urlpatterns = [path("a/", A.as_view()), path("b/", B.as_view()), path("plain/", Plain.as_view())]
# output
import asyncio

from django.http import HttpResponse, HttpResponseNotAllowed
from django.urls import path
from django.views import View

REQUESTS = ["/a/", "/a/?team=none", ("POST", "/a/", {"x": "1"}), ("PUT", "/a/", None), ("OPTIONS", "/a/", None), "/b/", "/plain/"]
LEAVES = [1]


class Teams(View):
    """Views of a team."""

    async def dispatch(self, request, *args, **kwargs):
        if request.GET.get("team") == "none":
            return HttpResponse("no team", status=404)
        self.team = request.GET.get("team", "blue")
        response = await super().dispatch(request, *args, **kwargs)
        response["X-Team"] = self.team
        return response


class Counted(Teams):
    def dispatch(self, request, *args, **kwargs):
        self.count = 1
        return super().dispatch(request, *args, **kwargs)


class A(Counted):
    async def http_method_not_allowed(self, request, *args, **kwargs):
        response = await super().http_method_not_allowed(request, *args, **kwargs)
        response["X-Sorry"] = "yes"
        return response

    async def options(self, request, *args, **kwargs):
        response = await super().options(request, *args, **kwargs)
        response["X-Options"] = "yes"
        return response

    async def get(self, request):
        await asyncio.sleep(0.3)
        return HttpResponse(f"{self.team} {self.count}")

    async def post(self, request):
        if request.POST.get("x"):
            return await self.http_method_not_allowed(request)
        return HttpResponse("posted")


class B(Teams):
    """It does not wait for anything, but has to go the same way."""

    async def get(self, request):
        return HttpResponse(self.team)


class Plain(View):
    def get(self, request):
        return HttpResponseNotAllowed(["POST"])


urlpatterns = [path("a/", A.as_view()), path("b/", B.as_view()), path("plain/", Plain.as_view())]
