from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


async def finish(session):
    try:
        await session.leave()
    finally:
        raise StopConsumer()


class Consumer(AsyncWebsocketConsumer):
    pass
