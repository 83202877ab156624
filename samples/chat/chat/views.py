import logging

from django.http import Http404, HttpResponseServerError
from django.views.generic import TemplateView

logger = logging.getLogger(__name__)


class RoomView(TemplateView):
    """The page around a room."""

    template_name = "chat/room.html"

    def dispatch(self, request, *args, **kwargs):
        try:
            return super().dispatch(request, *args, **kwargs)
        except Http404:
            raise
        except Exception:
            logger.exception("room page failed")
            return HttpResponseServerError("The room is closed for the moment.")
