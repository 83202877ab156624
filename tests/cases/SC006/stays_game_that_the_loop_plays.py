# flags: --unsafe-fixes
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Game:
    rounds = 3

    @property
    def running(self):
        return self.rounds > 0

    async def play(self):
        self.rounds -= 1


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        self.game = Game()
        while self.game.running:
            await self.game.play()
            await asyncio.sleep(0.01)
