# oracle: view
# django: 5.2
# flags: --unsafe-fixes
# breaks: 2
import time

from django.urls import path
from django.views.generic import RedirectView, TemplateView

REQUESTS = ["/totals/", "/latest/"]
TEMPLATES = {"totals.html": "{{ total }}"}
LEAVES = [1]


class Totals(TemplateView):
    template_name = "totals.html"

    def get_context_data(self, **kwargs):
        time.sleep(0.2)
        return super().get_context_data(total=3, **kwargs)


class Latest(RedirectView):
    def get_redirect_url(self, *args, **kwargs):
        time.sleep(0.2)
        return "/totals/"


urlpatterns = [path("totals/", Totals.as_view()), path("latest/", Latest.as_view())]
# would break
import asyncio

from django.urls import path
from django.views.generic import RedirectView, TemplateView

REQUESTS = ["/totals/", "/latest/"]
TEMPLATES = {"totals.html": "{{ total }}"}
LEAVES = [1]


class Totals(TemplateView):
    template_name = "totals.html"

    async def get_context_data(self, **kwargs):
        await asyncio.sleep(0.2)
        return super().get_context_data(total=3, **kwargs)


class Latest(RedirectView):
    async def get_redirect_url(self, *args, **kwargs):
        await asyncio.sleep(0.2)
        return "/totals/"


urlpatterns = [path("totals/", Totals.as_view()), path("latest/", Latest.as_view())]
