from django.urls import path

from . import boards, crew, stage

websocket_urlpatterns = [
    path("ws/live/score/", boards.ScoreConsumer.as_asgi()),
    path("ws/live/cursors/", boards.CursorConsumer.as_asgi()),
    path("ws/live/applause/", boards.ApplauseConsumer.as_asgi()),
    path("ws/live/quiz/", boards.QuizConsumer.as_asgi()),
    path("ws/live/reactions/", boards.ReactionConsumer.as_asgi()),
    path("ws/live/lights/", stage.LightConsumer.as_asgi()),
    path("ws/live/doors/", stage.DoorConsumer.as_asgi()),
    path("ws/live/tickets/", stage.TicketDeskConsumer.as_asgi()),
    path("ws/live/backstage/", stage.BackstageConsumer.as_asgi()),
    path("ws/live/clock/", stage.ClockConsumer.as_asgi()),
    path("ws/live/recording/", stage.RecordingConsumer.as_asgi()),
    path("ws/live/microphone/", stage.MicrophoneConsumer.as_asgi()),
    path("ws/live/intercom/", crew.IntercomConsumer.as_asgi()),
    path("ws/live/cues/", crew.CueConsumer.as_asgi()),
    path("ws/live/props/", crew.PropConsumer.as_asgi()),
    path("ws/live/radio/", crew.RadioConsumer.as_asgi()),
    path("ws/live/ladder/", crew.LadderConsumer.as_asgi()),
    path("ws/live/catering/", crew.CateringConsumer.as_asgi()),
]
