# oracle: none
import logging

from django.http import HttpResponseServerError
from django.views import View

logger = logging.getLogger(__name__)


class SafeView(View):
    def dispatch(self, request, *args, **kwargs):
        try:
            return super().dispatch(request, *args, **kwargs)
        except Exception:
            logger.exception("view failed")
            return HttpResponseServerError()


class AsyncSafeView(View):
    async def dispatch(self, request, *args, **kwargs):
        try:
            return await super().dispatch(request, *args, **kwargs)
        except Exception:
            logger.exception("view failed")
            return HttpResponseServerError()
