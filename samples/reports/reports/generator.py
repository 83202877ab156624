"""Writes a report as text: python -m reports.generator TITLE SECONDS."""
import sys
import time


def main(title, seconds):
    if title == "broken":
        sys.exit("cannot be written")
    time.sleep(float(seconds))
    print(f"* {title} *")


if __name__ == "__main__":
    main(*sys.argv[1:])
