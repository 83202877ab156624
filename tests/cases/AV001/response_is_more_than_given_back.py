# oracle: none
# django: 5.2
# http-client: httpx
# flags: --unsafe-fixes
import requests
from django.http import HttpResponse, JsonResponse
from django.urls import path


def streamed(url):
    return requests.get(url, timeout=3)


def asked(url):
    return requests.get(url, timeout=3)


def caught(url):
    response = requests.get(url, timeout=3)
    return response


def handed(url):
    return requests.get(url, timeout=3)


def parts(request):
    return HttpResponse(b"".join(streamed("https://parts.example/").iter_content(100)))


def question(request):
    response = asked("https://question.example/")
    return JsonResponse({"ok": response.ok})


def clause(request):
    response = caught("https://clause.example/")
    try:
        response.raise_for_status()
    except requests.HTTPError:
        return JsonResponse({"error": response.text})
    return JsonResponse(response.json())


def further(request):
    return JsonResponse({"text": [one.text for one in map(handed, ["https://a.example/", "https://b.example/"])]})


urlpatterns = [
    path("parts/", parts),
    path("question/", question),
    path("clause/", clause),
    path("further/", further),
]
