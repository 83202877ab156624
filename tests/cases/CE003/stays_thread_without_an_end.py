# flags: --unsafe-fixes
# oracle: none
import threading
import time

from channels.generic.websocket import WebsocketConsumer


class Consumer(WebsocketConsumer):
    def connect(self):
        self.accept()
        thread = threading.Thread(target=self.tick, daemon=True)
        thread.start()

    def tick(self):
        while True:
            self.send(text_data="tick")
            time.sleep(0.05)
