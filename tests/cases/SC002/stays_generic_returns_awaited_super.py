from channels.generic.websocket import AsyncJsonWebsocketConsumer


class Consumer(AsyncJsonWebsocketConsumer):
    async def websocket_disconnect(self, message):
        return await super().websocket_disconnect(message)
