import logging
import time

logger = logging.getLogger("realtime")


class ErrorReportMixin:
    """
    Put this first in the list of bases to have errors counted and reported
    instead of closing the connection.
    """

    errors_reported = 0

    async def dispatch(self, message):
        try:
            return await super().dispatch(message)
        except Exception as exc:
            self.report_error(exc, message)
            return None

    def report_error(self, exc, message):
        # Would go to the error tracker in production.
        self.errors_reported += 1
        logger.error("%s: %r", message["type"], exc, exc_info=exc)


class TimingMixin:
    """Logs every message that takes longer than ``slow_after`` seconds."""

    slow_after = 0.5

    async def dispatch(self, message):
        started = time.monotonic()
        try:
            await super().dispatch(message)
        finally:
            elapsed = time.monotonic() - started
            if elapsed > self.slow_after:
                logger.warning("%s took %.2f s", message["type"], elapsed)
