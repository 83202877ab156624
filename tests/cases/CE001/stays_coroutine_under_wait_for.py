import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def partial_answer(lines):
    try:
        while True:
            lines.append("line")
            await asyncio.sleep(0.01)
    except asyncio.CancelledError:
        return lines


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        lines = []
        try:
            await asyncio.wait_for(partial_answer(lines), 0.05)
        except asyncio.TimeoutError:
            await self.send(text_data="\n".join(lines))
