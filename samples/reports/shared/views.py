"""Base classes for views."""
from django.http import JsonResponse
from django.views import View


class JSONView(View):
    """A view that answers with JSON."""

    def reply(self, status=200, **content):
        return JsonResponse(content, status=status)

    def fail(self, reason, status):
        return self.reply(status=status, error=reason)
