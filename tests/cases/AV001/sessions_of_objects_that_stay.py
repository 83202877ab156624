# oracle: none
# django: 5.2
# http-client: httpx
# flags: --unsafe-fixes
import requests
from django.http import JsonResponse
from django.urls import path
from requests.auth import AuthBase


class Signed(AuthBase):
    def __call__(self, request):
        request.headers["X-Sign"] = str(len(request.body or b""))
        return request


class Signing:
    def __init__(self):
        self.session = requests.Session()
        self.session.auth = Signed()

    def fetch(self):
        return self.session.get("https://signed.example/", timeout=5).json()


class Handed:
    def __init__(self, session=None):
        self.session = session or requests.Session()

    def fetch(self):
        return self.session.get("https://handed.example/", timeout=5).json()


class Spread:
    def __init__(self):
        self.session = requests.Session()
        set_up(self.session)

    def fetch(self):
        return self.session.get("https://spread.example/", timeout=5).json()


class Open:
    def __init__(self):
        self.session = requests.Session()

    def fetch(self, **options):
        return self.session.get("https://open.example/", timeout=5, **options).json()


class Bare:
    def __init__(self):
        self.session = requests.Session()
        self.session.headers["User-Agent"] = None

    def fetch(self):
        return self.session.get("https://bare.example/", timeout=5).json()


def set_up(session):
    session.trust_env = False


def signing(request):
    return JsonResponse(Signing().fetch())


def handed(request):
    return JsonResponse(Handed().fetch())


def spread(request):
    return JsonResponse(Spread().fetch())


def opened(request):
    return JsonResponse(Open().fetch(stream=True))


def bare(request):
    return JsonResponse(Bare().fetch())


urlpatterns = [
    path("signing/", signing),
    path("handed/", handed),
    path("spread/", spread),
    path("opened/", opened),
    path("bare/", bare),
]
