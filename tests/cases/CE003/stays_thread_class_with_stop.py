# oracle: tasks
import threading
import time

from channels.generic.websocket import WebsocketConsumer


class Ticker(threading.Thread):
    def __init__(self, consumer):
        super().__init__(daemon=True)
        self.consumer = consumer
        self.stopping = threading.Event()

    def stop(self):
        self.stopping.set()

    def run(self):
        while not self.stopping.is_set():
            self.consumer.send(text_data="tick")
            time.sleep(0.05)


class Consumer(WebsocketConsumer):
    def connect(self):
        self.accept()
        self.ticker = Ticker(self)
        self.ticker.start()

    def disconnect(self, code):
        self.ticker.stop()
