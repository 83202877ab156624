# oracle: view
# django: 5.2
"""What a class derives from is what had its name before: a view of Django, whose post() it inherits."""
import time

from django import forms
from django.http import HttpResponse
from django.urls import path
from django.views.generic import FormView

REQUESTS = ["/"]


class FormView(FormView):
    form_class = forms.Form

    def get(self, request):
        time.sleep(0.3)
        return HttpResponse("form")


urlpatterns = [path("", FormView.as_view())]
# would break
import asyncio

from django import forms
from django.http import HttpResponse
from django.urls import path
from django.views.generic import FormView

REQUESTS = ["/"]


class FormView(FormView):
    form_class = forms.Form

    async def get(self, request):
        await asyncio.sleep(0.3)
        return HttpResponse("form")


urlpatterns = [path("", FormView.as_view())]
