"""Moderators' sockets."""
import logging

from channels import exceptions
from channels.consumer import get_handler_name
from channels.generic.websocket import AsyncJsonWebsocketConsumer

from realtime.commands import AuditedCommandBus

logger = logging.getLogger(__name__)
bus = AuditedCommandBus()


async def mute(command):
    return f"{command['user']} is muted"


bus.register("mute", mute)


class ModerationConsumer(AsyncJsonWebsocketConsumer):
    """Runs moderators' commands. Errors are logged once and then passed on."""

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except exceptions.StopConsumer:
            logger.info("moderator left")
            raise
        except Exception:
            logger.exception("moderation failed")
            raise

    async def receive_json(self, content):
        await self.send_json({"result": await bus.dispatch(content)})


class ReportConsumer(AsyncJsonWebsocketConsumer):
    """Takes users' reports. A broken report must not close the socket."""

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception as exc:
            if isinstance(exc, exceptions.StopConsumer):
                raise
            logger.warning("report dropped: %r", exc)
            if message["type"] == "websocket.disconnect":
                raise exceptions.StopConsumer() from exc

    async def receive_json(self, content):
        try:
            reason = content["reason"].strip()
        except Exception:
            logger.info("report without a reason")
            reason = ""
        await self.send_json({"received": reason})


class BanListConsumer(AsyncJsonWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except (KeyError, ValueError):
            await self.send_json({"error": "malformed request"})

    async def receive_json(self, content):
        await self.send_json({"banned": content["user"] in {"mallory"}})


class AppealConsumer(AsyncJsonWebsocketConsumer):
    """Only the look-up of the handler is guarded, not the handler."""

    async def dispatch(self, message):
        try:
            name = get_handler_name(message)
        except Exception:
            logger.warning("strange message %r", message)
            name = None
        else:
            logger.debug("appeal: %s", name)
        await super().dispatch(message)

    async def disconnect(self, code):
        try:
            logger.info("appeal closed by %s", self.scope["client"][0])
        except Exception:
            logger.exception("could not log the end of an appeal")
