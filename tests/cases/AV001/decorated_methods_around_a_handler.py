# oracle: view
# django: 5.2
# flags: --unsafe-fixes
# breaks: 2
import time
from functools import wraps

from django.db import transaction
from django.http import HttpResponse
from django.urls import path
from django.views import View

REQUESTS = ["/prepared/", ("POST", "/refusing/")]




class Prepared(View):
    @transaction.atomic
    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.title = "report"

    def get(self, request):
        time.sleep(0.4)
        return HttpResponse(self.title)


def marked(method):
    @wraps(method)
    def wrapper(self, request, *args, **kwargs):
        response = method(self, request, *args, **kwargs)
        response["X-Marked"] = "yes"
        return response

    return wrapper


class Refusing(View):
    def get(self, request):
        time.sleep(0.4)
        return HttpResponse("report")

    @marked
    def http_method_not_allowed(self, request, *args, **kwargs):
        return HttpResponse("read only", status=405)


urlpatterns = [path("prepared/", Prepared.as_view()), path("refusing/", Refusing.as_view())]
# would break
import asyncio
from functools import wraps

from django.db import transaction
from django.http import HttpResponse
from django.urls import path
from django.views import View

REQUESTS = ["/prepared/", ("POST", "/refusing/")]




class Prepared(View):
    @transaction.atomic
    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.title = "report"

    async def get(self, request):
        await asyncio.sleep(0.4)
        return HttpResponse(self.title)


def marked(method):
    @wraps(method)
    def wrapper(self, request, *args, **kwargs):
        response = method(self, request, *args, **kwargs)
        response["X-Marked"] = "yes"
        return response

    return wrapper


class Refusing(View):
    async def get(self, request):
        await asyncio.sleep(0.4)
        return HttpResponse("report")

    @marked
    async def http_method_not_allowed(self, request, *args, **kwargs):
        return HttpResponse("read only", status=405)


urlpatterns = [path("prepared/", Prepared.as_view()), path("refusing/", Refusing.as_view())]
