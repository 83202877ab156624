# oracle: none
# django: 5.2
# flags: --unsafe-fixes
import httpx
from django.http import JsonResponse
from django.urls import path
from openai import OpenAI


class Writer:
    def __init__(self, headers):
        self.client = OpenAI(default_headers=headers)

    def write(self, text):
        answer = self.client.chat.completions.create(model="m", messages=[{"role": "user", "content": text}])
        return answer.choices[0].message.content


class Models:
    def __init__(self):
        self.client = OpenAI()

    def names(self):
        return [model.id for model in self.client.models.list()]


class Hooked:
    def __init__(self):
        self.client = httpx.Client(timeout=5)
        self.client.event_hooks["response"].append(print)

    def fetch(self):
        return self.client.get("https://hooked.example/").json()


def write(request):
    return JsonResponse({"text": Writer({"X-Team": "1"}).write(request.GET["text"])})


def models(request):
    return JsonResponse({"names": Models().names()})


def hooked(request):
    return JsonResponse(Hooked().fetch())


urlpatterns = [path("write/", write), path("models/", models), path("hooked/", hooked)]
