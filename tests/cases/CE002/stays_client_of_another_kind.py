# flags: --unsafe-fixes
# oracle: none
import asyncio


class StreamConsumer:
    def __init__(self, client):
        self.client = client

    async def run(self):
        try:
            await self.client.connect()
        except OSError:
            await self.disconnect()

    async def disconnect(self):
        await asyncio.shield(self.client.close())
