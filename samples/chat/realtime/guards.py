"""Helpers that keep one broken message from taking a connection down."""
import functools
import logging
from contextlib import contextmanager

logger = logging.getLogger(__name__)


def logs_errors(label):
    """Log what a handler raises, under a label, and go on."""

    def decorator(handler):
        @functools.wraps(handler)
        async def wrapper(self, *args, **kwargs):
            try:
                return await handler(self, *args, **kwargs)
            except Exception:
                logger.exception("%s failed", label)

        return wrapper

    return decorator


@contextmanager
def best_effort(what):
    try:
        yield
    except Exception:
        logger.warning("%s was lost", what, exc_info=True)
