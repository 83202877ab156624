import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer

TASKS = {}


def task_for(name):
    if name not in TASKS:
        TASKS[name] = asyncio.ensure_future(asyncio.sleep(60))
    return TASKS[name]


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        task_for("report").cancel()
        try:
            await task_for("report")
        except asyncio.CancelledError:
            TASKS.clear()
