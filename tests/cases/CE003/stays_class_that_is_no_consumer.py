# oracle: none
import asyncio


class PriceConsumer:
    async def connect(self):
        asyncio.create_task(self.tick())

    async def tick(self):
        while True:
            await self.send("tick")
            await asyncio.sleep(1)

    async def send(self, text):
        print(text)


class Worker:
    def start(self):
        self.task = asyncio.ensure_future(self.run())

    async def run(self):
        while True:
            await asyncio.sleep(1)
