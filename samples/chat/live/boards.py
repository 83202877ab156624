"""What runs beside a live event: score board, quiz, cursors, applause."""
import asyncio
import logging
from contextlib import suppress

from channels.generic.websocket import AsyncJsonWebsocketConsumer, AsyncWebsocketConsumer

from realtime.guards import best_effort, logs_errors

logger = logging.getLogger(__name__)


class ScoreConsumer(AsyncJsonWebsocketConsumer):
    score = 0

    @logs_errors("score board")
    async def dispatch(self, message):
        await super().dispatch(message)

    @logs_errors("goal")
    async def receive_json(self, content):
        self.score += content["goals"]
        await self.send_json({"score": self.score})


class CursorConsumer(AsyncJsonWebsocketConsumer):
    """Where the others point at; nobody misses a single one."""

    async def dispatch(self, message):
        with suppress(Exception):
            await super().dispatch(message)

    async def receive_json(self, content):
        await self.send_json({"x": content["x"], "y": content["y"]})


class ApplauseConsumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        with best_effort("applause"):
            await super().dispatch(message)

    async def receive(self, text_data):
        await self.send(text_data=text_data * 2)


class QuizConsumer(AsyncJsonWebsocketConsumer):
    """Handles an answer and counts it at the same time."""

    answers = 0

    async def dispatch(self, message):
        await asyncio.gather(super().dispatch(message), self.count(message), return_exceptions=True)

    async def count(self, message):
        if message["type"] == "websocket.receive":
            self.answers += 1

    async def receive_json(self, content):
        await self.send_json({"right": content["answer"] == 42})


class ReactionConsumer(AsyncJsonWebsocketConsumer):
    """Every message in a task of its own, so that a slow one holds nobody up."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.running = set()

    async def dispatch(self, message):
        task = asyncio.create_task(super().dispatch(message))
        self.running.add(task)
        task.add_done_callback(self.running.discard)

    async def receive_json(self, content):
        await self.send_json({"reaction": content["reaction"]})
