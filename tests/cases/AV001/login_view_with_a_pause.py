# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import time

from django.contrib.auth.views import LoginView
from django.urls import path

REQUESTS = [("POST", "/", {"username": "ann", "password": "wrong"})]
TEMPLATES = {"login.html": "{{ form.errors }}"}


class Login(LoginView):
    http_method_names = ["post"]
    template_name = "login.html"

    def post(self, request, *args, **kwargs):
        time.sleep(0.3)
        return super().post(request, *args, **kwargs)


urlpatterns = [path("", Login.as_view())]
# would break
import asyncio

from asgiref.sync import sync_to_async
from django.contrib.auth.views import LoginView
from django.urls import path

REQUESTS = [("POST", "/", {"username": "ann", "password": "wrong"})]
TEMPLATES = {"login.html": "{{ form.errors }}"}


class Login(LoginView):
    http_method_names = ["post"]
    template_name = "login.html"

    async def post(self, request, *args, **kwargs):
        await asyncio.sleep(0.3)
        return await sync_to_async(super().post)(request, *args, **kwargs)


urlpatterns = [path("", Login.as_view())]
