# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Job:
    def delay(self, *args):
        return args


export = Job()


def async_task(name, *args):
    return name, args


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        export.delay(text_data)
        async_task("reports.tasks.create_task", text_data)
        await asyncio.sleep(0)
