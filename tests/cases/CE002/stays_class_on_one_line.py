# flags: --unsafe-fixes
# oracle: none
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer): groups = ["all"]
