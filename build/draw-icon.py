#!/usr/bin/python3
"""Draws icon.png, the picture of the packages: a T of mosaic tiles, 128 x 128. Needs Python alone."""
import os
import struct
import zlib

SIZE, TILE, GAP, RADIUS = 128, 36, 6, 6
SAMPLES = 4  # per side of a pixel, so that round corners are smooth
GROUND = (247, 243, 234)
TEAL, LIGHT_TEAL, AMBER, CLAY = (31, 111, 120), (46, 154, 163), (232, 163, 61), (200, 85, 61)
TILES = {(0, 0): TEAL, (1, 0): AMBER, (2, 0): TEAL, (1, 1): LIGHT_TEAL, (1, 2): CLAY}
MARGIN = (SIZE - 3 * TILE - 2 * GAP) / 2


def is_in_rounded_square(x, y, side, radius):
    if not (0 <= x < side and 0 <= y < side):
        return False
    dx, dy = max(radius - x, 0, x - (side - radius)), max(radius - y, 0, y - (side - radius))
    return dx * dx + dy * dy <= radius * radius


def colour_at(x, y):
    """red, green, blue, opacity"""
    for (column, row), colour in TILES.items():
        if is_in_rounded_square(x - MARGIN - column * (TILE + GAP), y - MARGIN - row * (TILE + GAP), TILE, RADIUS):
            return colour + (255,)
    return GROUND + (255 if is_in_rounded_square(x, y, SIZE, 4 * RADIUS) else 0,)


def pixel(column, row):
    steps = [(step + 0.5) / SAMPLES for step in range(SAMPLES)]
    samples = [colour_at(column + dx, row + dy) for dy in steps for dx in steps]
    return bytes(round(sum(sample[channel] for sample in samples) / len(samples)) for channel in range(4))


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def main():
    rows = b"".join(b"\0" + b"".join(pixel(column, row) for column in range(SIZE)) for row in range(SIZE))
    header = struct.pack(">IIBBBBB", SIZE, SIZE, 8, 6, 0, 0, 0)
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "icon.png")
    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b""))


if __name__ == "__main__":
    main()
