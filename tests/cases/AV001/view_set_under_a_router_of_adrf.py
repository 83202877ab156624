# flags: --unsafe-fixes
# oracle: view
import time

from adrf.routers import SimpleRouter
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet


class Reports(ViewSet):
    def list(self, request):
        time.sleep(0.5)
        return Response(["a"])


router = SimpleRouter(trailing_slash=False)
router.register("", Reports, basename="report")
urlpatterns = router.urls
# would break
import asyncio

from adrf.routers import SimpleRouter
from rest_framework.response import Response
from adrf.viewsets import ViewSet


class Reports(ViewSet):
    async def list(self, request):
        await asyncio.sleep(0.5)
        return Response(["a"])


router = SimpleRouter(trailing_slash=False)
router.register("", Reports, basename="report")
urlpatterns = router.urls
