# oracle: none
import logging
from abc import ABC, abstractmethod

logger = logging.getLogger(__name__)


class Dispatcher(ABC):
    @abstractmethod
    async def dispatch(self, message): ...


class SafeDispatcher(Dispatcher):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception:
            logger.exception("dispatcher failed")
