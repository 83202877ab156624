# oracle: cancelled
import asyncio

from channels.consumer import AsyncConsumer


async def work(message):
    await asyncio.sleep(message["seconds"])


class Thumbnails(AsyncConsumer):
    async def thumbnail_make(self, message):
        try:
            await work(message)
        except asyncio.CancelledError:
            print("not made:", message["name"])


async def main():
    await Thumbnails().thumbnail_make({"name": "a"})
# output
import asyncio

from channels.consumer import AsyncConsumer


async def work(message):
    await asyncio.sleep(message["seconds"])


class Thumbnails(AsyncConsumer):
    async def thumbnail_make(self, message):
        try:
            await work(message)
        except asyncio.CancelledError:
            print("not made:", message["name"])
            raise


async def main():
    await Thumbnails().thumbnail_make({"name": "a"})
