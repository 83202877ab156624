from channels.generic.websocket import AsyncJsonWebsocketConsumer


class ClientError(Exception):
    pass


class Consumer(AsyncJsonWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except ClientError as e:
            await self.send_json({"error": str(e)})
