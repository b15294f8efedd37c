"""What stands for a colour where a terminal has 256: the nearest of those that are the same everywhere.

These are the 240 behind the terminal's own sixteen: a cube of six steps a channel, and a ramp of greys. They
are chosen here and not by Rich, which rounds each channel by itself and turns dark blues into teal. A
chosen colour is handed on as the hex colour that Rich rounds to its number: Textual has no other name for it.
"""

from __future__ import annotations

from collections.abc import Mapping

_STEPS = (0, 95, 135, 175, 215, 255)
_CUBE = 16
_RAMP = 232
_LAST = 255
#: Steps of grey from black to white as Rich counts them, both ends included in the cube.
_GREYS = 25


def nearest(colour: str) -> int:
    """The number of the fixed colour that looks most like a hex colour."""
    red, green, blue = _channels(colour)
    light, a, b = _perceived(red, green, blue)
    best, least = _CUBE, float("inf")
    for number, (other, other_a, other_b) in _FIXED_COLOURS.items():
        distance = (light - other) ** 2 + (a - other_a) ** 2 + (b - other_b) ** 2
        if distance < least:
            best, least = number, distance
    return best


def sent_as(number: int) -> str:
    """The hex colour that Rich sends as this number where the terminal has 256 colours."""
    if number < _RAMP:
        return _hex(*_cube(number))
    grey = round((number - _RAMP + 1) * 255 / _GREYS)
    return _hex(grey, grey, grey)


def of_256(colours: Mapping[str, str], corrected: Mapping[str, int]) -> dict[str, str]:
    """The colours of a theme as a terminal with 256 can show them.

    Args:
        colours: Token to hex colour.
        corrected: Tokens for which the nearest colour will not do, and the number of the one that does.
    """
    return {token: sent_as(corrected.get(token) or nearest(colour)) for token, colour in colours.items()}


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _hex(red: int, green: int, blue: int) -> str:
    return f"#{red:02X}{green:02X}{blue:02X}"


def _cube(number: int) -> tuple[int, int, int]:
    place = number - _CUBE
    return _STEPS[place // 36], _STEPS[place // 6 % 6], _STEPS[place % 6]


def _perceived(*channels: int) -> tuple[float, float, float]:
    """Lightness and two axes of hue in OKLab, in which equal distances look about equally far."""
    red, green, blue = (
        value / 255 / 12.92 if value <= 10 else ((value / 255 + 0.055) / 1.055) ** 2.4 for value in channels
    )
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _fixed_colours() -> dict[int, tuple[float, float, float]]:
    """What can be sent: without the greys inside the cube, for which Rich sends one of the ramp."""
    cube = {number: _cube(number) for number in range(_CUBE, _RAMP)}
    ramp = {number: (8 + 10 * (number - _RAMP),) * 3 for number in range(_RAMP, _LAST + 1)}
    inside = {number for number, channels in cube.items() if len(set(channels)) == 1} - {_CUBE, _RAMP - 1}
    return {
        number: _perceived(*channels) for number, channels in (cube | ramp).items() if number not in inside
    }


_FIXED_COLOURS = _fixed_colours()
