# flags: --unsafe-fixes
# oracle: tasks
import asyncio
import json

from channels.generic.websocket import AsyncWebsocketConsumer


async def ask(question):
    await asyncio.sleep(3600)
    return question


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        question = json.loads(text_data)
        asyncio.create_task(self.answer(question))

    async def answer(self, question):
        text = await ask(question)
        await self.send(text_data=json.dumps(text))
# output
import asyncio
import json
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


async def ask(question):
    await asyncio.sleep(3600)
    return question


class Consumer(AsyncWebsocketConsumer):
    answer_tasks = frozenset()

    async def receive(self, text_data=None, bytes_data=None):
        question = json.loads(text_data)
        self.answer_tasks = {task for task in self.answer_tasks if not task.done()}
        self.answer_tasks.add(asyncio.create_task(self.answer(question)))

    async def disconnect(self, code):
        for task in self.answer_tasks:
            task.cancel()
        for task in self.answer_tasks:
            with suppress(asyncio.CancelledError):
                await task

    async def answer(self, question):
        text = await ask(question)
        await self.send(text_data=json.dumps(text))
