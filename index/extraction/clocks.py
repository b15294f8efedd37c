"""Times of day, with the zone that they state: ``21:50 local time``, ``6 a.m. EST``, ``0300Z``.

A zone becomes an offset in ISO 8601 where its name has one meaning. ``ET`` depends on the season and ``IST``
is three zones; they stay without, as ``local time`` does. What day a time belongs to is not decided here.
"""

from __future__ import annotations

from typing import NamedTuple

from index.extraction.expressions import expression


class Clock(NamedTuple):
    """A time of day in a text.

    Attributes:
        end: One past its last code point.
        hour: 0 to 24; 24 is the midnight that ends a day.
        minute: ``None`` where only the hour was said.
        offset: ``Z``, ``+03:00`` or nothing.
    """

    end: int
    hour: int
    minute: int | None
    offset: str


_OFFSETS = {
    "GMT": "Z",
    "UTC": "Z",
    "Z": "Z",
    "BST": "+01:00",
    "WAT": "+01:00",
    "CET": "+01:00",
    "CEST": "+02:00",
    "CAT": "+02:00",
    "SAST": "+02:00",
    "EET": "+02:00",
    "EEST": "+03:00",
    "MSK": "+03:00",
    "EAT": "+03:00",
    "TRT": "+03:00",
    "PKT": "+05:00",
    "SGT": "+08:00",
    "HKT": "+08:00",
    "JST": "+09:00",
    "KST": "+09:00",
    "AEST": "+10:00",
    "AEDT": "+11:00",
    "EDT": "-04:00",
    "EST": "-05:00",
    "CDT": "-05:00",
    "MDT": "-06:00",
    "MST": "-07:00",
    "PDT": "-07:00",
    "PST": "-08:00",
}
_NO_OFFSET = "ET|CT|MT|PT|CST|IST|AST|GST|local time|Moscow time|Eastern time|Eastern Time"
_NAMED = rf"{'|'.join(sorted(_OFFSETS, key=len, reverse=True))}|{_NO_OFFSET}|hours|hrs|local"
#: The name of a zone that does not say how far it is from UTC.
ZONE_WITHOUT_OFFSET = expression(rf"\b(?:{_NO_OFFSET}|local)\b")
_ZONE = rf"(?P<zone>(?:UTC|GMT) ?[+\-−–] ?(?:1[0-4]|0?[0-9])(?::?[034][05])?|(?:{_NAMED})\b)"
#: The same time in another zone, in brackets behind it.
_AGAIN = r"(?: \((?:[0-9]{1,2}[:.]?[0-9]{2}|[0-9]{1,2}) ?(?:[ap]\.?m\.? ?)?(?:GMT|UTC|local time)\))?"
_ROUGHLY = (
    r"(?:(?ai:about|around|roughly|approximately|shortly after|shortly before|just after|just before) )?"
)
#: How both of the two behind it begin.
_DIGITS = expression(rf"{_ROUGHLY}(?:[0-9]{{1,2}}(?:[:.][0-5]| ?[AaPp]\.?[Mm])|[0-9]{{4}}(?: [A-Za-z]|Z))")
_CLOCK = expression(
    rf"{_ROUGHLY}(?P<hour>[01]?[0-9]|2[0-3])"
    r"(?:(?::(?P<minute>[0-5][0-9])(?::[0-5][0-9])?(?![0-9:])(?: ?(?P<half>[AaPp]\.[Mm]\.|[AaPp][Mm]\b))?)"
    r"|(?:\.(?P<late_minute>[0-5][0-9]))? ?(?P<late_half>[AaPp]\.[Mm]\.|[AaPp][Mm]\b))"
    rf"(?:,? ?{_ZONE})?{_AGAIN}"
)
_MILITARY = expression(
    rf"{_ROUGHLY}(?P<hour>[01][0-9]|2[0-3])(?P<minute>[0-5][0-9])(?: {_ZONE}|(?P<zulu>Z)\b){_AGAIN}"
)
_NAMED_HOUR = expression(rf"(?:(?P<noon>noon|midday)|midnight)\b(?:,? {_ZONE})?")
_SIGNED = expression(r"(?:UTC|GMT) ?([+\-−–]) ?([0-9]{1,2}):?([0-9]{2})?")


def read_clock(text: str, at: int) -> Clock | None:
    """The time of day that begins at ``at``, if one does."""
    if text.startswith(("noon", "mid"), at) and (named := _NAMED_HOUR.match(text, at)):
        return Clock(named.end(), 12 if named["noon"] else 24, 0, offset_of(named["zone"]))
    if not _DIGITS.match(text, at):
        return None
    match = _CLOCK.match(text, at)
    if match is None:
        match = _MILITARY.match(text, at)
        if match is None:
            return None
        offset = "Z" if match["zulu"] else offset_of(match["zone"])
        return Clock(match.end(), int(match["hour"]), int(match["minute"]), offset)
    hour = int(match["hour"])
    half = match["half"] or match["late_half"]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    minute = match["minute"] or match["late_minute"]
    return Clock(match.end(), hour, int(minute) if minute else None, offset_of(match["zone"]))


def offset_of(zone: str | None) -> str:
    """A zone as an offset (``Z``, ``+03:00``); nothing where it has none or more than one."""
    if not zone:
        return ""
    if signed := _SIGNED.fullmatch(zone):
        sign = "+" if signed[1] == "+" else "-"
        return f"{sign}{int(signed[2]):02d}:{signed[3] or '00'}"
    return _OFFSETS.get(zone, "")
