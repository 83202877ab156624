# oracle: view
# django: 5.2
# flags: --unsafe-fixes
"""A class that no URLconf names has a handler besides those of the views: who uses it would get a coroutine."""
import time

from django.http import HttpResponse
from django.urls import path
from django.views import View

REQUESTS = ["/"]


class Gate:
    def dispatch(self, request, *args, **kwargs):
        time.sleep(0.3)
        return super().dispatch(request, *args, **kwargs)


class Page(Gate, View):
    def get(self, request):
        return HttpResponse("page")


class Form(Page):
    def post(self, request):
        return HttpResponse("posted")


def routes(**classes):
    return [path(name, cls.as_view()) for name, cls in classes.items()]


urlpatterns = [path("", Page.as_view()), *routes(form=Form)]
