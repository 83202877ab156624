# flags: --unsafe-fixes
import time

from channels.generic.websocket import WebsocketConsumer


class Consumer(WebsocketConsumer):
    def connect(self):
        self.accept()
        left = 3
        while left:
            self.send(str(left))
            time.sleep(0.01)
            left -= 1
