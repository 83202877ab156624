# oracle: view
# django: 5.2
import time

from django import forms
from django.contrib.auth.models import User
from django.http import JsonResponse
from django.urls import path


class NameForm(forms.Form):
    name = forms.CharField()

    def clean_name(self):
        if User.objects.filter(username=self.cleaned_data["name"]).exists():
            raise forms.ValidationError("taken")
        return self.cleaned_data["name"]


def page(request):
    form = NameForm(request.POST)
    if not form.is_valid():
        return JsonResponse(form.errors, status=400)
    time.sleep(0.5)
    return JsonResponse(form.cleaned_data)


urlpatterns = [path("", page)]
REQUESTS = [("POST", "/", {"name": "x"}), ("POST", "/", {})]
# output
import asyncio

from asgiref.sync import sync_to_async
from django import forms
from django.contrib.auth.models import User
from django.http import JsonResponse
from django.urls import path


class NameForm(forms.Form):
    name = forms.CharField()

    def clean_name(self):
        if User.objects.filter(username=self.cleaned_data["name"]).exists():
            raise forms.ValidationError("taken")
        return self.cleaned_data["name"]


async def page(request):
    form = NameForm(request.POST)
    if not await sync_to_async(form.is_valid)():
        return JsonResponse(await sync_to_async(getattr)(form, "errors"), status=400)
    await asyncio.sleep(0.5)
    return JsonResponse(form.cleaned_data)


urlpatterns = [path("", page)]
REQUESTS = [("POST", "/", {"name": "x"}), ("POST", "/", {})]
