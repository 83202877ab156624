# oracle: tasks
import threading

from channels.generic.websocket import WebsocketConsumer


class Consumer(WebsocketConsumer):
    def connect(self):
        self.accept()
        self.timer = threading.Timer(30, self.say_bye)
        self.timer.start()

    def say_bye(self):
        self.send(text_data="bye")
        self.close()

    def disconnect(self, code):
        self.timer.cancel()
