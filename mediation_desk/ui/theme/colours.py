"""The colours of the window, once for light and once for dark.

One blue for what acts; red and amber only for time and risk, never without a shape and a word beside them.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """Every colour by its use, so that a style sheet or a painter never names a shade."""

    wall: str
    surface: str
    surface_soft: str
    field: str
    line: str
    line_strong: str
    text: str
    text_soft: str
    text_faint: str
    brand: str
    act: str
    act_hover: str
    act_pressed: str
    on_act: str
    act_soft: str
    act_text: str
    green: str
    green_text: str
    green_soft: str
    amber: str
    amber_text: str
    amber_soft: str
    orange_text: str
    orange_soft: str
    red: str
    red_text: str
    red_soft: str
    grey: str
    grey_soft: str
    people_text: str
    people_soft: str
    administrative_text: str
    administrative_soft: str
    judicial_text: str
    judicial_soft: str
    professional_text: str
    professional_soft: str
    evaluation_wall: str
    evaluation_edge: str
    paper_wall: str
    paper: str
    ink: str


LIGHT = Colours(
    wall="#f3f4f6",
    surface="#ffffff",
    surface_soft="#f8f9fb",
    field="#ffffff",
    line="#e3e6ea",
    line_strong="#c9ced6",
    text="#1c2430",
    text_soft="#5b6472",
    text_faint="#6d7683",
    brand="#12305c",
    act="#1d5aa6",
    act_hover="#174c8f",
    act_pressed="#123d75",
    on_act="#ffffff",
    act_soft="#e6eef8",
    act_text="#164a8c",
    green="#2a9461",
    green_text="#1a6640",
    green_soft="#e6f3ec",
    amber="#d29a00",
    amber_text="#845400",
    amber_soft="#fdf6e3",
    orange_text="#8f3d00",
    orange_soft="#fdebdc",
    red="#c82f2f",
    red_text="#a81e1e",
    red_soft="#fceaea",
    grey="#8b93a0",
    grey_soft="#edeff2",
    people_text="#1a6640",
    people_soft="#e6f3ec",
    administrative_text="#84460a",
    administrative_soft="#f9ecdd",
    judicial_text="#1c4d8e",
    judicial_soft="#e3ecf9",
    professional_text="#65308a",
    professional_soft="#f0e6f7",
    evaluation_wall="#f1efe8",
    evaluation_edge="#8a6a1f",
    paper_wall="#e7e9ed",
    paper="#ffffff",
    ink="#14213d",
)

DARK = Colours(
    wall="#15191f",
    surface="#1e242c",
    surface_soft="#232a33",
    field="#181d24",
    line="#313945",
    line_strong="#4b5665",
    text="#e7ebf0",
    text_soft="#aeb7c3",
    text_faint="#98a2af",
    brand="#cfe0f7",
    act="#2f74c9",
    act_hover="#3a80d6",
    act_pressed="#2866b3",
    on_act="#ffffff",
    act_soft="#22364f",
    act_text="#93c0f5",
    green="#45b37f",
    green_text="#7fd4a9",
    green_soft="#1c3529",
    amber="#e0ad26",
    amber_text="#f0c862",
    amber_soft="#3a3015",
    orange_text="#ffb27a",
    orange_soft="#432a15",
    red="#e25c5c",
    red_text="#f59a9a",
    red_soft="#432222",
    grey="#8d97a5",
    grey_soft="#2c343f",
    people_text="#7fd4a9",
    people_soft="#1c3529",
    administrative_text="#f0bd84",
    administrative_soft="#3d2c19",
    judicial_text="#9cc4f6",
    judicial_soft="#20344f",
    professional_text="#d3aaf0",
    professional_soft="#352444",
    evaluation_wall="#201e18",
    evaluation_edge="#c9a24a",
    paper_wall="#2a3038",
    paper="#ffffff",
    ink="#14213d",
)
