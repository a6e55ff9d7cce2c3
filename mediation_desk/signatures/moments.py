"""Moments of signing. The desk's clock is local time of Asia/Shanghai without a zone; a signature needs the zone."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Final

SHANGHAI: Final = timezone(timedelta(hours=8), "CST")


def with_zone(moment: datetime) -> datetime:
    """The same moment with its zone, whole seconds: PDF and certificates keep no fraction."""
    zoned = moment if moment.tzinfo is not None else moment.replace(tzinfo=SHANGHAI)
    return zoned.astimezone(SHANGHAI).replace(microsecond=0)


def day_words(moment: datetime) -> str:
    """2026年3月5日."""
    local = with_zone(moment)
    return f"{local.year}年{local.month}月{local.day}日"
