# flags: --unsafe-fixes
# oracle: none
import time

from channels.generic.websocket import WebsocketConsumer


class Consumer(WebsocketConsumer):
    def connect(self):
        self.accept()
        while True:
            self.send("tick")
            time.sleep(1)
