import json
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncJsonWebsocketConsumer, AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class RoomConsumer(AsyncWebsocketConsumer):
    """One chat room: whatever a member says goes to all members."""

    async def connect(self):
        self.room_name = self.scope["url_route"]["kwargs"]["room_name"]
        self.room_group_name = f"chat_{self.room_name}"
        await self.channel_layer.group_add(self.room_group_name, self.channel_name)
        await self.accept()

    async def disconnect(self, close_code):
        await self.channel_layer.group_discard(self.room_group_name, self.channel_name)

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception:
            logger.exception("Error in room consumer")
            return

    async def receive(self, text_data):
        data = json.loads(text_data)
        await self.channel_layer.group_send(
            self.room_group_name,
            {"type": "chat.message", "message": data["message"]},
        )

    async def chat_message(self, event):
        await self.send(text_data=json.dumps({"message": event["message"]}))


class TypingConsumer(AsyncWebsocketConsumer):
    """The "... is typing" line under a room."""

    groups = ["typing"]

    async def dispatch(self, message):
        # Best effort: nobody minds if one of these gets lost.
        try:
            await super().dispatch(message)
        except:
            pass

    async def receive(self, text_data):
        await self.channel_layer.group_send("typing", {"type": "typing.show", "user": text_data})

    async def typing_show(self, event):
        await self.send(text_data=event["user"])


class PresenceConsumer(AsyncJsonWebsocketConsumer):
    online = set()

    async def connect(self):
        self.online.add(self.channel_name)
        await self.accept()

    async def disconnect(self, code):
        self.online.discard(self.channel_name)

    async def dispatch(self, message):
        try:
            return await super(PresenceConsumer, self).dispatch(message)
        except (KeyError, ValueError, Exception) as err:
            logger.warning("presence update failed: %r", err)

    async def receive_json(self, content):
        await self.send_json({"online": len(self.online), "echo": content["ping"]})


class HistoryConsumer(AsyncJsonWebsocketConsumer):
    """Sends older messages while the user scrolls up."""

    page_size = 50

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            # The reader has left the page, nothing more to do.
            logger.debug("history reader gone")
        except Exception:
            logger.exception("could not load history")
            raise

    async def receive_json(self, content):
        before = int(content["before"])
        await self.send_json({"messages": list(range(max(0, before - self.page_size), before))})


class DirectMessageConsumer(AsyncJsonWebsocketConsumer):
    """Private messages between two members."""

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception as e:
            logger.error("direct message failed: %s", e)
        except StopConsumer:
            raise

    async def receive_json(self, content):
        await self.send_json({"to": content["to"], "delivered": True})


class SlashCommandConsumer(AsyncJsonWebsocketConsumer):
    """Runs /roll, /me and friends; tells the user what went wrong."""

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception as exc:
            logger.info("command failed", exc_info=True)
            await self.send_json({"type": "error", "detail": str(exc)})
            return

    async def receive_json(self, content):
        command, _, argument = content["text"].partition(" ")
        await self.send_json({"type": "result", "command": command, "argument": argument})
