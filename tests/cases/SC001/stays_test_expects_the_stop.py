# oracle: none
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Echo(AsyncWebsocketConsumer):
    pass


async def test_disconnect_stops():
    consumer = Echo()
    consumer.channel_layer = None
    try:
        await consumer.websocket_disconnect({"type": "websocket.disconnect", "code": 1000})
    except StopConsumer:
        pass
    else:
        raise AssertionError("did not stop")
