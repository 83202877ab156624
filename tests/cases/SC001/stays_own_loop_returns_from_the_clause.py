import logging

from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncConsumer):
    async def __call__(self, scope, receive, send):
        self.scope, self.base_send = scope, send
        while True:
            message = await receive()
            try:
                await self.dispatch(message)
            except Exception:
                if message['type'] == 'websocket.disconnect':
                    return
                logger.exception('failed')

    async def websocket_connect(self, message):
        await self.send({'type': 'websocket.accept'})

    async def websocket_disconnect(self, message):
        raise StopConsumer
