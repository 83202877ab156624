# oracle: view
# django: 5.0
import time

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpResponse
from django.urls import path
from django.views import View

REQUESTS = ["/", "/own/"]
USER = "ann"


class Report(View):
    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        response["X-Report"] = "yes"
        return response

    def get(self, request):
        time.sleep(0.3)
        return HttpResponse("report")


class Own(LoginRequiredMixin, Report):
    def get(self, request):
        return HttpResponse("own")


urlpatterns = [path("", Report.as_view()), path("own/", Own.as_view())]
# would break
import asyncio

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpResponse
from django.urls import path
from django.views import View

REQUESTS = ["/", "/own/"]
USER = "ann"


class Report(View):
    async def dispatch(self, request, *args, **kwargs):
        response = await super().dispatch(request, *args, **kwargs)
        response["X-Report"] = "yes"
        return response

    async def get(self, request):
        await asyncio.sleep(0.3)
        return HttpResponse("report")


class Own(LoginRequiredMixin, Report):
    def get(self, request):
        return HttpResponse("own")


urlpatterns = [path("", Report.as_view()), path("own/", Own.as_view())]
