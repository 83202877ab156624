# flags: --unsafe-fixes
import threading

from channels.generic.websocket import WebsocketConsumer


class Consumer(WebsocketConsumer):
    def connect(self):
        self.accept()
        self.stopped = threading.Event()
        threading.Thread(target=self.ticks, daemon=True).start()

    def ticks(self):
        while not self.stopped.wait(0.05):
            pass

    def disconnect(self, code):
        self.stopped.set()
