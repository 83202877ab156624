# oracle: none
import logging

logger = logging.getLogger(__name__)


class SafeDispatchMixin:
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception:
            logger.exception("dispatch failed")


class Bus:
    async def dispatch(self, message):
        logger.info("%s", message)


class SafeBus(SafeDispatchMixin, Bus):
    pass
