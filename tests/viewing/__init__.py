"""What views do, seen from outside: run under Django's own ASGI handler, before and after they are changed."""
