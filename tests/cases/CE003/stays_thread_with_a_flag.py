# oracle: tasks
import threading
import time

from channels.generic.websocket import WebsocketConsumer


class Consumer(WebsocketConsumer):
    def connect(self):
        self.accept()
        self.running = True
        threading.Thread(target=self.tick, daemon=True).start()

    def tick(self):
        while self.running:
            self.send(text_data="tick")
            time.sleep(0.05)

    def disconnect(self, code):
        self.running = False
