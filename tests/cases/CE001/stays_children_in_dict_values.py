import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.watchers = {}

    async def watch(self, event):
        self.watchers[event["room"]] = asyncio.create_task(asyncio.sleep(5))

    async def unwatch_all(self, event):
        for watcher in self.watchers.values():
            watcher.cancel()
            try:
                await watcher
            except asyncio.CancelledError:
                continue
        self.watchers.clear()
