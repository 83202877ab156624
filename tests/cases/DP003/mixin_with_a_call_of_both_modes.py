# oracle: none
from asgiref.sync import iscoroutinefunction
from django.utils.deprecation import MiddlewareMixin
from django.http import HttpResponse
from django.urls import path

ROOT_URLCONF = "mixin_with_a_call_of_both_modes"
MIDDLEWARE = [
    "mixin_with_a_call_of_both_modes.Timing",
]


async def index(request):
    return HttpResponse("ok")


urlpatterns = [path("", index)]


class Timing(MiddlewareMixin):
    def __call__(self, request):
        if iscoroutinefunction(self.get_response):
            return self.__acall__(request)
        response = self.get_response(request)
        response["X-Seen"] = "1"
        return response

    async def __acall__(self, request):
        response = await self.get_response(request)
        response["X-Seen"] = "1"
        return response
