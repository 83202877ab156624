"""Where exports go: which one it is, say the settings."""
import time


class Archive:
    def store(self, lines):
        time.sleep(0.3)
        return len(lines)
