# oracle: none
import asyncio

from channels.consumer import AsyncConsumer


class Thumbnails(AsyncConsumer):
    async def thumbnail_make(self, message):
        try:
            await asyncio.sleep(message["seconds"])
        except asyncio.CancelledError:
            print("not made:", message["name"])
# output
import asyncio

from channels.consumer import AsyncConsumer


class Thumbnails(AsyncConsumer):
    async def thumbnail_make(self, message):
        try:
            await asyncio.sleep(message["seconds"])
        except asyncio.CancelledError:
            print("not made:", message["name"])
            raise
