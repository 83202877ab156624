# oracle: tasks
from channels.generic.websocket import AsyncWebsocketConsumer


class Board:
    def create_task(self, title):
        return {"title": title}


class Consumer(AsyncWebsocketConsumer):
    board = Board()

    async def receive(self, text_data=None, bytes_data=None):
        self.create_task(text_data)
        self.board.create_task(self.title())
        await self.send(text_data="created")

    def title(self):
        while True:
            return "title"

    def create_task(self, title):
        self.last = title
