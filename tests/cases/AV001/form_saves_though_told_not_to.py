# flags: --unsafe-fixes
# oracle: view
# django: 5.2
import os

import httpx
from django import forms
from django.db import models
from django.shortcuts import redirect, render
from django.urls import path


class Address(models.Model):
    street = models.CharField(max_length=30)
    zone = models.CharField(max_length=10, blank=True)

    class Meta:
        app_label = "case"


class AddressForm(forms.ModelForm):
    class Meta:
        model = Address
        fields = ["street"]

    def save(self, commit=True):
        address = super().save(commit=False)
        address.save()
        return address


def create(request):
    form = AddressForm(request.POST)
    if form.is_valid():
        address = form.save(commit=False)
        answer = httpx.get(os.environ["SERVICE"] + "/slow/0.5", params={"q": address.street}, timeout=5)
        address.zone = str(answer.status_code)
        address.save()
        return redirect("create")
    return render(request, "form.html", {"form": form})


USER = "ann"
TEMPLATES = {"form.html": "{{ form.as_p }}"}
urlpatterns = [path("", create, name="create")]
REQUESTS = [("POST", "/", {"street": "main"}), ("POST", "/", {"street": ""})]
# would break
import os

import httpx
from asgiref.sync import sync_to_async
from django import forms
from django.db import models
from django.shortcuts import redirect, render
from django.urls import path


class Address(models.Model):
    street = models.CharField(max_length=30)
    zone = models.CharField(max_length=10, blank=True)

    class Meta:
        app_label = "case"


class AddressForm(forms.ModelForm):
    class Meta:
        model = Address
        fields = ["street"]

    def save(self, commit=True):
        address = super().save(commit=False)
        address.save()
        return address


async def create(request):
    form = AddressForm(request.POST)
    if await sync_to_async(form.is_valid)():
        address = await sync_to_async(form.save)(commit=False)
        async with httpx.AsyncClient() as client:
            answer = await client.get(os.environ["SERVICE"] + "/slow/0.5", params={"q": address.street}, timeout=5)
        address.zone = str(answer.status_code)
        await address.asave()
        return redirect("create")
    return await sync_to_async(render)(request, "form.html", {"form": form})


USER = "ann"
TEMPLATES = {"form.html": "{{ form.as_p }}"}
urlpatterns = [path("", create, name="create")]
REQUESTS = [("POST", "/", {"street": "main"}), ("POST", "/", {"street": ""})]
