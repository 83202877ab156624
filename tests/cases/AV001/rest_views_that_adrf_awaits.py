# flags: --unsafe-fixes
# oracle: view
import time

from adrf.decorators import api_view as async_api_view
from django.contrib.auth.models import User
from django.http import Http404
from django.urls import include, path
from rest_framework import exceptions, generics, mixins, permissions, serializers, throttling, viewsets
from rest_framework.decorators import action, api_view, permission_classes
from rest_framework.response import Response
from rest_framework.routers import SimpleRouter
from rest_framework.views import APIView

REQUESTS = [
    ("GET", "/reports/wait/"),
    ("GET", "/status/"),
    ("POST", "/status/", {"a": "b"}),
    ("GET", "/private/"),
    ("GET", "/late/1/"),
    ("GET", "/late/2/"),
    ("GET", "/late/3/"),
    ("DELETE", "/late/3/"),
    ("OPTIONS", "/late/3/"),
    ("GET", "/people/"),
    ("POST", "/people/", {"username": "eve"}),
    ("GET", "/staff/"),
    ("GET", "/reports/"),
    ("GET", "/reports/4/"),
    ("PUT", "/reports/4/"),
    ("GET", "/users/"),
    ("GET", "/users/1/"),
    ("GET", "/users/77/"),
    ("POST", "/users/", {"username": "bob"}),
    ("POST", "/users/", {"username": ""}),
    ("PATCH", "/users/1/", '{"username": "zoe"}'),
    ("DELETE", "/users/2/"),
    ("GET", "/often/"),
    ("GET", "/often/"),
    ("GET", "/ping/"),
]


def prepare():
    User.objects.create(username="amy")
    User.objects.create(username="ben")


class Once(throttling.BaseThrottle):
    seen = []

    def allow_request(self, request, view):
        self.seen.append(User.objects.count())
        return len(self.seen) < 2

    def wait(self):
        return 9


class NobodyElse(permissions.BasePermission):
    message = "only amy"

    def has_permission(self, request, view):
        return User.objects.filter(username="amy").count() == 0


class UserSerializer(serializers.ModelSerializer):
    class Meta:
        model = User
        fields = ["username"]


@async_api_view(["GET"])
async def ping(request):
    return Response("pong")


@api_view(["GET"])
def status(request):
    time.sleep(0.1)
    return Response({"user": request.user.username, "count": User.objects.count()})


@api_view(["GET"])
@permission_classes([NobodyElse])
def private(request):
    time.sleep(0.1)
    return Response("never")


class Late(APIView):
    def get(self, request, pk):
        time.sleep(0.1)
        if pk == 1:
            raise Http404
        if pk == 2:
            raise exceptions.ValidationError({"pk": ["is two"]})
        return Response(self.seen(pk), headers={"X-Late": "yes"})

    def seen(self, pk):
        time.sleep(0.1)
        return {"pk": pk, "users": [user.username for user in User.objects.order_by("pk")]}

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        response["X-Seen"] = "1"
        return response


class Often(APIView):
    throttle_classes = [Once]

    def get(self, request):
        time.sleep(0.1)
        return Response("often")


class People(mixins.ListModelMixin, generics.GenericAPIView):
    queryset = User.objects.order_by("pk")
    serializer_class = UserSerializer

    def get(self, request):
        time.sleep(0.1)
        return self.list(request)


class Staff(generics.ListAPIView):
    queryset = User.objects.filter(is_staff=True)
    serializer_class = UserSerializer

    def get(self, request):
        time.sleep(0.1)
        response = super().get(request)
        response["X-Staff"] = "1"
        return response


class Reports(viewsets.ViewSet):
    def list(self, request):
        return Response(["a"])

    def retrieve(self, request, pk=None):
        time.sleep(0.1)
        return Response({"pk": pk})

    @action(detail=False)
    def wait(self, request):
        time.sleep(0.5)
        return Response({"action": self.action})


class Users(viewsets.ModelViewSet):
    queryset = User.objects.order_by("pk")
    serializer_class = UserSerializer

    def create(self, request, *args, **kwargs):
        time.sleep(0.1)
        return super().create(request, *args, **kwargs)

    def perform_update(self, serializer):
        serializer.save(last_name="changed")


router = SimpleRouter()
router.register("reports", Reports, basename="report")
router.register("users", Users)
urlpatterns = [
    path("status/", status),
    path("private/", private),
    path("late/<int:pk>/", Late.as_view()),
    path("often/", Often.as_view()),
    path("people/", People.as_view()),
    path("staff/", Staff.as_view()),
    path("ping/", ping),
    path("", include(router.urls)),
]
# output
import asyncio

from adrf.decorators import api_view as async_api_view
from adrf.generics import GenericAPIView
from adrf.views import APIView as AdrfAPIView
from adrf.viewsets import ModelViewSet, ViewSet
from asgiref.sync import sync_to_async
from django.contrib.auth.models import User
from django.http import Http404
from django.urls import include, path
from rest_framework import exceptions, generics, mixins, permissions, serializers, throttling
from rest_framework.decorators import action, permission_classes
from rest_framework.response import Response
from rest_framework.routers import SimpleRouter

REQUESTS = [
    ("GET", "/reports/wait/"),
    ("GET", "/status/"),
    ("POST", "/status/", {"a": "b"}),
    ("GET", "/private/"),
    ("GET", "/late/1/"),
    ("GET", "/late/2/"),
    ("GET", "/late/3/"),
    ("DELETE", "/late/3/"),
    ("OPTIONS", "/late/3/"),
    ("GET", "/people/"),
    ("POST", "/people/", {"username": "eve"}),
    ("GET", "/staff/"),
    ("GET", "/reports/"),
    ("GET", "/reports/4/"),
    ("PUT", "/reports/4/"),
    ("GET", "/users/"),
    ("GET", "/users/1/"),
    ("GET", "/users/77/"),
    ("POST", "/users/", {"username": "bob"}),
    ("POST", "/users/", {"username": ""}),
    ("PATCH", "/users/1/", '{"username": "zoe"}'),
    ("DELETE", "/users/2/"),
    ("GET", "/often/"),
    ("GET", "/often/"),
    ("GET", "/ping/"),
]


def prepare():
    User.objects.create(username="amy")
    User.objects.create(username="ben")


class Once(throttling.BaseThrottle):
    seen = []

    def allow_request(self, request, view):
        self.seen.append(User.objects.count())
        return len(self.seen) < 2

    def wait(self):
        return 9


class NobodyElse(permissions.BasePermission):
    message = "only amy"

    def has_permission(self, request, view):
        return User.objects.filter(username="amy").count() == 0


class UserSerializer(serializers.ModelSerializer):
    class Meta:
        model = User
        fields = ["username"]


@async_api_view(["GET"])
async def ping(request):
    return Response("pong")


@async_api_view(["GET"])
async def status(request):
    await asyncio.sleep(0.1)
    return Response({"user": request.user.username, "count": await User.objects.acount()})


@async_api_view(["GET"])
@permission_classes([NobodyElse])
async def private(request):
    await asyncio.sleep(0.1)
    return Response("never")


class Late(AdrfAPIView):
    async def get(self, request, pk):
        await asyncio.sleep(0.1)
        if pk == 1:
            raise Http404
        if pk == 2:
            raise exceptions.ValidationError({"pk": ["is two"]})
        return Response(await self.seen(pk), headers={"X-Late": "yes"})

    async def seen(self, pk):
        await asyncio.sleep(0.1)
        return {"pk": pk, "users": [user.username async for user in User.objects.order_by("pk")]}

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        response["X-Seen"] = "1"
        return response


class Often(AdrfAPIView):
    throttle_classes = [Once]

    async def get(self, request):
        await asyncio.sleep(0.1)
        return Response("often")


class People(mixins.ListModelMixin, GenericAPIView):
    queryset = User.objects.order_by("pk")
    serializer_class = UserSerializer

    async def get(self, request):
        await asyncio.sleep(0.1)
        return await sync_to_async(self.list)(request)


class Staff(AdrfAPIView, generics.ListAPIView):
    queryset = User.objects.filter(is_staff=True)
    serializer_class = UserSerializer

    async def get(self, request):
        await asyncio.sleep(0.1)
        response = await sync_to_async(super().get)(request)
        response["X-Staff"] = "1"
        return response


class Reports(ViewSet):
    async def list(self, request):
        return Response(["a"])

    async def retrieve(self, request, pk=None):
        await asyncio.sleep(0.1)
        return Response({"pk": pk})

    @action(detail=False)
    async def wait(self, request):
        await asyncio.sleep(0.5)
        return Response({"action": self.action})


class Users(ModelViewSet):
    queryset = User.objects.order_by("pk")
    serializer_class = UserSerializer

    async def create(self, request, *args, **kwargs):
        await asyncio.sleep(0.1)
        return await sync_to_async(super().create)(request, *args, **kwargs)

    def perform_update(self, serializer):
        serializer.save(last_name="changed")


router = SimpleRouter()
router.register("reports", Reports, basename="report")
router.register("users", Users)
urlpatterns = [
    path("status/", status),
    path("private/", private),
    path("late/<int:pk>/", Late.as_view()),
    path("often/", Often.as_view()),
    path("people/", People.as_view()),
    path("staff/", Staff.as_view()),
    path("ping/", ping),
    path("", include(router.urls)),
]
