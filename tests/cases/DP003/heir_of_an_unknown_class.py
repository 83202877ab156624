# oracle: none
from elsewhere import Base
from django.http import HttpResponse
from django.urls import path

ROOT_URLCONF = "heir_of_an_unknown_class"
MIDDLEWARE = [
    "heir_of_an_unknown_class.Timing",
]


async def index(request):
    return HttpResponse("ok")


urlpatterns = [path("", index)]


class Timing(Base):
    def __call__(self, request):
        return self.get_response(request)
