"""How a project is configured and served: its settings, its middleware, ASGI or WSGI (DP002, DP003)."""
