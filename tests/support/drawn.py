"""Pictures of characters as a clerk would make them: strokes on white."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw


def picture(
    side: int = 128, *, ink: str = "black", ground: str = "white", shift: int = 0, kind: str = "PNG", wide: int = 0
) -> bytes:
    """A cross in a box; `shift` makes another character of it, `wide` a picture that is not square."""
    drawn = Image.new("RGB", (side + wide, side), ground)
    pen, far, middle = ImageDraw.Draw(drawn), side * 7 // 8, side // 2
    near, thick = side // 8, max(side // 16, 2)
    pen.rectangle((near, near, far, far), outline=ink, width=thick)
    pen.line((near, middle + shift, far, middle + shift), fill=ink, width=thick)
    pen.line((middle, near, middle, far), fill=ink, width=thick)
    output = BytesIO()
    drawn.save(output, kind)
    return output.getvalue()
