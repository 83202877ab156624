# oracle: cancelled
import asyncio

from channels.generic.websocket import AsyncJsonWebsocketConsumer

cleaned = []
SHORT = 3


async def work():
    pass


class Consumer(AsyncJsonWebsocketConsumer):
    async def receive_json(self, content):
        lease = {"note": """taken
    by receive"""}
        try:
            await work()
        except (OSError, asyncio.CancelledError) as exc:
            # the lease must not be lost
            if isinstance(exc, OSError):
                await self.fail(exc.errno)
            cleaned.append(
                lease.pop("note", """nothing
    at all""")  # whatever it was
            )
            if len(cleaned) > SHORT:
                await self.close(code=4000)
                return
            await self.fail(str(exc))

    async def fail(self, why):
        await self.send_json({"error": why})
# output
import asyncio

from channels.generic.websocket import AsyncJsonWebsocketConsumer

cleaned = []
SHORT = 3


async def work():
    pass


class Consumer(AsyncJsonWebsocketConsumer):
    async def receive_json(self, content):
        lease = {"note": """taken
    by receive"""}
        try:
            await work()
        except asyncio.CancelledError:
            cleaned.append(
                lease.pop("note", """nothing
    at all""")  # whatever it was
            )
            raise
        except OSError as exc:
            # the lease must not be lost
            if isinstance(exc, OSError):
                await self.fail(exc.errno)
            cleaned.append(
                lease.pop("note", """nothing
    at all""")  # whatever it was
            )
            if len(cleaned) > SHORT:
                await self.close(code=4000)
                return
            await self.fail(str(exc))

    async def fail(self, why):
        await self.send_json({"error": why})
