# oracle: view
# django: 5.0
import time

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpResponse
from django.urls import path
from django.views import View

USER = "ann"


class Report(LoginRequiredMixin, View):
    def get(self, request):
        time.sleep(0.3)
        return HttpResponse("report")


urlpatterns = [path("", Report.as_view())]
# would break
import asyncio

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpResponse
from django.urls import path
from django.views import View

USER = "ann"


class Report(LoginRequiredMixin, View):
    async def get(self, request):
        await asyncio.sleep(0.3)
        return HttpResponse("report")


urlpatterns = [path("", Report.as_view())]
