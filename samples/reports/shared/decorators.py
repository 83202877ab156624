"""Decorators for views."""
import functools
import logging

from django.http import JsonResponse

logger = logging.getLogger(__name__)


def logged(view):
    """Say in the log how each request was answered."""

    @functools.wraps(view)
    def wrapper(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        logger.info("%s %s: %s", request.method, request.path, response.status_code)
        return response

    return wrapper


def needs_token(view):
    """Let in who has the token of the internal API."""

    @functools.wraps(view)
    def wrapper(request, *args, **kwargs):
        if request.headers.get("X-Token") != "internal":
            return JsonResponse({"error": "no token"}, status=403)
        return view(request, *args, **kwargs)

    return wrapper
