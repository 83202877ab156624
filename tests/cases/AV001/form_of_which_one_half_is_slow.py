# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import time

from django.http import HttpResponse
from django.urls import path
from django.views.generic import TemplateView

REQUESTS = ["/", ("POST", "/", {"name": "x"})]
TEMPLATES = {"form.html": "send it"}


class Form(TemplateView):
    template_name = "form.html"

    def post(self, request):
        time.sleep(0.2)
        return HttpResponse("sent")


urlpatterns = [path("", Form.as_view())]
# would break
import asyncio

from django.http import HttpResponse
from django.urls import path
from django.views.generic import TemplateView

REQUESTS = ["/", ("POST", "/", {"name": "x"})]
TEMPLATES = {"form.html": "send it"}


class Form(TemplateView):
    template_name = "form.html"

    async def post(self, request):
        await asyncio.sleep(0.2)
        return HttpResponse("sent")


urlpatterns = [path("", Form.as_view())]
