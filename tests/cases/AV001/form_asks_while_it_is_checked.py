# flags: --unsafe-fixes
# oracle: view
# django: 5.2
import os

import httpx
from django import forms
from django.http import JsonResponse
from django.urls import path


class VatForm(forms.Form):
    number = forms.CharField(max_length=20)

    def clean_number(self):
        number = self.cleaned_data["number"]
        answer = httpx.get(os.environ["SERVICE"] + "/slow/0.5", params={"vat": number}, timeout=5)
        if answer.status_code != 200:
            raise forms.ValidationError("unknown")
        return number.upper()


def check(request):
    form = VatForm(request.GET)
    if not form.is_valid():
        return JsonResponse(form.errors, status=400)
    return JsonResponse(form.cleaned_data)


urlpatterns = [path("", check)]
REQUESTS = ["/?number=a1", "/"]
# would break
import os

import httpx
from asgiref.sync import sync_to_async
from django import forms
from django.http import JsonResponse
from django.urls import path


class VatForm(forms.Form):
    number = forms.CharField(max_length=20)

    async def clean_number(self):
        number = self.cleaned_data["number"]
        async with httpx.AsyncClient() as client:
            answer = await client.get(os.environ["SERVICE"] + "/slow/0.5", params={"vat": number}, timeout=5)
        if answer.status_code != 200:
            raise forms.ValidationError("unknown")
        return number.upper()


async def check(request):
    form = VatForm(request.GET)
    if not await sync_to_async(form.is_valid)():
        return JsonResponse(form.errors, status=400)
    return JsonResponse(form.cleaned_data)


urlpatterns = [path("", check)]
REQUESTS = ["/?number=a1", "/"]
