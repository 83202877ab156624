# oracle: view
# django: 5.0
import time

from django.http import HttpResponse
from django.urls import path
from django.views import View


class Report(View):
    def dispatch(self, request, *args, **kwargs):
        handler = getattr(self, request.method.lower())
        response = handler(request, *args, **kwargs)
        response["X-Own"] = "yes"
        return response

    def get(self, request):
        time.sleep(0.3)
        return HttpResponse("report")


urlpatterns = [path("", Report.as_view())]
# would break
import asyncio

from django.http import HttpResponse
from django.urls import path
from django.views import View


class Report(View):
    def dispatch(self, request, *args, **kwargs):
        handler = getattr(self, request.method.lower())
        response = handler(request, *args, **kwargs)
        response["X-Own"] = "yes"
        return response

    async def get(self, request):
        await asyncio.sleep(0.3)
        return HttpResponse("report")


urlpatterns = [path("", Report.as_view())]
