# oracle: cancelled
from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    pass


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        self.busy = True
        try:
            await work()
        except Exception:
            await self.close(code=4000)
        finally:
            self.shut_down()

    def shut_down(self):
        self.busy = False
        cleaned.append("receive")
