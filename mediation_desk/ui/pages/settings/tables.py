"""The columns of the settings' tables."""

from __future__ import annotations

from collections.abc import Callable

from mediation_desk.queries.differences import Difference
from mediation_desk.queries.drawings import DrawingRow
from mediation_desk.queries.office import BodyRow, Finding, LocalRow, StaffRow
from mediation_desk.queries.reviews import ReviewLine, ReviewRow
from mediation_desk.queries.rules import RuleRow
from mediation_desk.queries.templates import Edition, TemplateRow
from mediation_desk.queries.volume import ScoreLine
from mediation_desk.ui.models.columns import Column
from mediation_desk.ui.pages.settings import drawing_presenter as drawings
from mediation_desk.ui.pages.settings import edition_presenter as editions
from mediation_desk.ui.pages.settings import presenter as say
from mediation_desk.ui.pages.settings import review_presenter as reviews
from mediation_desk.ui.pages.settings import template_presenter as templates
from mediation_desk.ui.theme.marks import Tone, Urgency


def body_columns() -> tuple[Column[BodyRow], ...]:
    """机构."""
    return (
        Column[BodyRow](title="机构", text=lambda row: row.name, tip=lambda row: row.name),
        Column[BodyRow](title="简称", width=5, text=lambda row: row.short),
        Column[BodyRow](title="种类", width=15, text=lambda row: row.kind_words, tip=lambda row: row.kind_words),
        Column[BodyRow](title="区划代码", width=8, text=lambda row: row.region, soft=True),
        Column[BodyRow](title="电话", width=8, text=lambda row: row.phone or "—", soft=True),
        Column[BodyRow](title="签章", width=11, text=_seal_words, chip=_seal_tone),
    )


def staff_columns(opened: Callable[[], frozenset[str]]) -> tuple[Column[StaffRow], ...]:
    """人员."""
    return (
        Column[StaffRow](title="姓名", width=5, text=lambda row: row.name, bold=True),
        Column[StaffRow](title="岗位", width=12, text=lambda row: row.roles_words, tip=lambda row: row.roles_words),
        Column[StaffRow](title="所在机构", text=lambda row: row.body or "本单位", tip=lambda row: row.body),
        Column[StaffRow](title="资质", width=12, text=lambda row: row.qualification or "—", soft=True),
        Column[StaffRow](title="账号", width=9, text=lambda row: say.account_words(row, opened())),
        Column[StaffRow](
            title="状态",
            width=5,
            text=lambda row: "在岗" if row.active else "已停用",
            chip=lambda row: Tone.GREEN if row.active else Tone.GREY,
        ),
    )


def role_columns() -> tuple[Column[say.RoleRow], ...]:
    """岗位权限."""
    return (
        Column[say.RoleRow](title="岗位", width=8, text=lambda row: row.words, bold=True),
        Column[say.RoleRow](
            title="案件内容",
            width=5,
            text=lambda row: "可见" if row.sees_cases else "不可见",
            chip=lambda row: Tone.GREEN if row.sees_cases else Tone.GREY,
        ),
        Column[say.RoleRow](title="可办事项", width=5, number=True, text=lambda row: f"{row.count} 项"),
        Column[say.RoleRow](title="包括", text=lambda row: row.acts, soft=True, tip=lambda row: row.acts),
    )


def rule_columns() -> tuple[Column[RuleRow], ...]:
    """程序规则."""
    return (
        Column[RuleRow](title="部分", width=6, text=lambda row: row.section, soft=True),
        Column[RuleRow](title="事项", width=13, text=lambda row: row.name, bold=True, tip=lambda row: row.name),
        Column[RuleRow](title="规则", text=lambda row: row.words, tip=_rule_tip),
        Column[RuleRow](title="依据", width=17, text=lambda row: row.source or "—", tip=say.source_words, soft=True),
        Column[RuleRow](title="核实", width=6, text=lambda row: row.certainty_words or "—", chip=_certainty_tone),
    )


def local_columns() -> tuple[Column[LocalRow], ...]:
    """本地规定."""
    return (
        Column[LocalRow](title="程序", width=12, text=lambda row: row.where, tip=lambda row: row.where),
        Column[LocalRow](title="事项", width=11, text=lambda row: row.name, bold=True),
        Column[LocalRow](
            title="系统默认", width=12, text=lambda row: row.shipped, soft=True, tip=lambda row: row.shipped
        ),
        Column[LocalRow](
            title="现行",
            width=14,
            text=say.now_words,
            mark=lambda row: Urgency.NEAR if row.set_aside else None,
            tip=say.now_tip,
        ),
        Column[LocalRow](title="依据", text=lambda row: row.source, tip=say.source_words),
        Column[LocalRow](
            title="核实",
            width=6,
            text=lambda row: "已核" if row.certain else "依据待核",
            chip=lambda row: Tone.GREEN if row.certain else Tone.AMBER,
        ),
        Column[LocalRow](title="另定", width=7, text=say.leeway_words, soft=True),
    )


def difference_columns() -> tuple[Column[Difference], ...]:
    """新规则的变化."""
    return (
        Column[Difference](title="变化", width=4, text=editions.change_words, chip=_change_tone),
        Column[Difference](title="部分", width=6, text=lambda row: row.section, soft=True),
        Column[Difference](title="程序", width=13, text=lambda row: row.where, tip=lambda row: row.where),
        Column[Difference](title="事项", width=13, text=lambda row: row.name, bold=True, tip=lambda row: row.name),
        Column[Difference](title="现行", text=lambda row: row.was or "—", tip=lambda row: row.was, soft=True),
        Column[Difference](title="采用后", text=lambda row: row.now or "—", tip=lambda row: row.now),
    )


def moved_columns() -> tuple[Column[editions.Moved], ...]:
    """期限变动."""
    return (
        Column[editions.Moved](title="案件", width=22, text=lambda row: row.case, tip=lambda row: row.case, bold=True),
        Column[editions.Moved](title="变动", text=lambda row: row.words, tip=lambda row: row.words),
    )


def template_columns() -> tuple[Column[TemplateRow], ...]:
    """文书模板."""
    return (
        Column[TemplateRow](title="文书", text=lambda row: row.title, tip=lambda row: f"{row.title}（{row.code}）"),
        Column[TemplateRow](
            title="模板", width=6, text=templates.row_words, tip=templates.row_words, chip=_template_tone
        ),
    )


def edition_columns() -> tuple[Column[Edition], ...]:
    """历次版本."""
    return (
        Column[Edition](title="版本", width=8, text=templates.edition_words, bold=True),
        Column[Edition](title="说明", text=lambda row: row.note, tip=lambda row: row.note),
        Column[Edition](title="经过", text=templates.course_words, tip=templates.course_words, soft=True),
    )


def review_item_columns() -> tuple[Column[ReviewLine], ...]:
    """评查项目."""
    return (
        Column[ReviewLine](title="项目", text=lambda row: row.words, tip=lambda row: row.words),
        Column[ReviewLine](title="分值", width=4, text=lambda row: str(row.points)),
    )


def review_score_columns() -> tuple[Column[ScoreLine], ...]:
    """试用得分."""
    return (
        Column[ScoreLine](title="项目", text=lambda row: row.words, tip=lambda row: row.words),
        Column[ScoreLine](title="得分", width=5, text=lambda row: f"{row.earned}/{row.points}"),
        Column[ScoreLine](title="失分原因", width=10, text=lambda row: row.why, tip=lambda row: row.why),
    )


def review_edition_columns() -> tuple[Column[ReviewRow], ...]:
    """历次评查表."""
    return (
        Column[ReviewRow](title="版本", width=9, text=reviews.edition_words, bold=True),
        Column[ReviewRow](title="名称", text=lambda row: row.name or "自带评查表", tip=lambda row: row.name or ""),
        Column[ReviewRow](title="经过", text=reviews.course_words, tip=reviews.course_words, soft=True),
    )


def drawing_columns() -> tuple[Column[DrawingRow], ...]:
    """生僻字图."""
    return (
        Column[DrawingRow](title="编码", width=9, text=drawings.code_words, bold=True),
        Column[DrawingRow](
            title="状态",
            width=6,
            text=lambda row: drawings.STATES[row.state],
            chip=lambda row: _DRAWING_TONES.get(row.state, Tone.GREY),
        ),
        Column[DrawingRow](title="字形依据", text=lambda row: row.source, tip=lambda row: row.source),
        Column[DrawingRow](title="经过", text=drawings.course_words, tip=drawings.course_words, soft=True),
    )


def finding_columns() -> tuple[Column[Finding], ...]:
    """自检."""
    return (
        Column[Finding](
            title="项目",
            width=9,
            text=lambda row: row.name,
            mark=lambda row: Urgency.FINE if row.sound else Urgency.NEAR,
        ),
        Column[Finding](title="结果", text=lambda row: row.words, tip=lambda row: row.words),
    )


_DRAWING_TONES = {"proposed": Tone.AMBER, "active": Tone.GREEN}


def _template_tone(row: TemplateRow) -> Tone:
    if row.waiting is not None:
        return Tone.AMBER
    return Tone.GREY if row.active is None else Tone.GREEN


def _seal_words(row: BodyRow) -> str:
    if row.route == "paper":
        return "纸质盖章"
    return "没有证书" if row.sealed_since is None else f"电子 {row.sealed_since.isoformat()}"


def _seal_tone(row: BodyRow) -> Tone:
    if row.route == "paper":
        return Tone.GREY
    return Tone.AMBER if row.sealed_since is None else Tone.GREEN


def _change_tone(row: Difference) -> Tone:
    return {"新增": Tone.GREEN, "取消": Tone.GREY}.get(editions.change_words(row), Tone.AMBER)


def _rule_tip(row: RuleRow) -> str:
    return f"{row.words}\n{say.source_words(row)}" if row.source else row.words


def _certainty_tone(row: RuleRow) -> Tone:
    if not row.source:
        return Tone.GREY
    return Tone.GREEN if row.certain else Tone.AMBER
