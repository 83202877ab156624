# flags: --unsafe-fixes
# oracle: none
from django.views import View

subscribers = {}


class EventConsumer(View):
    """Consumes the events that are posted, and is no consumer."""

    def dispatch(self, request, *args, **kwargs):
        try:
            return super().dispatch(request, *args, **kwargs)
        except KeyError:
            return self.disconnect(request)

    def disconnect(self, request):
        subscribers.pop(request.path)
