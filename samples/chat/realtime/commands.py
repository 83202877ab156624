"""A small command bus; it has nothing to do with sockets."""
import logging

logger = logging.getLogger(__name__)


class CommandBus:
    """Sends commands like ``{"type": "mute", ...}`` to the registered handler."""

    def __init__(self):
        self._handlers = {}

    def register(self, name, handler):
        self._handlers[name] = handler

    async def dispatch(self, message):
        try:
            return await self._handlers[message["type"]](message)
        except Exception:
            logger.exception("Command %r failed", message)
            return None


class AuditedCommandBus(CommandBus):
    """Remembers the commands that it was given."""

    def __init__(self):
        super().__init__()
        self.log = []

    async def dispatch(self, message):
        try:
            return await super().dispatch(message)
        except Exception:
            logger.exception("Audit of %r failed", message)
        finally:
            self.log.append(message["type"])
