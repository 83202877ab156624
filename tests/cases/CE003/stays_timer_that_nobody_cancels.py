# flags: --unsafe-fixes
# oracle: none
from threading import Timer

from channels.generic.websocket import JsonWebsocketConsumer


class Consumer(JsonWebsocketConsumer):
    def receive_json(self, content, **kwargs):
        Timer(content["seconds"], self.remind).start()

    def remind(self):
        self.send_json({"remember": True})
