"""What the window itself asks for, beside its pages: who sits here, counts at the side, words at the top."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject

from mediation_desk.acts.rules import AdoptRules
from mediation_desk.queries.editions import RulesInForce, Standing
from mediation_desk.queries.office import Lapsed, LapsedSettings
from mediation_desk.queries.search import FindText, Hit
from mediation_desk.queries.today import Day, Today
from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.change_feed import Change, ChangeFeed
from mediation_desk.ui.jobs import Jobs, LatestAnswer
from mediation_desk.ui.main_window import MainWindow
from mediation_desk.ui.messages import Notice, NoticeTone
from mediation_desk.ui.session import Session
from mediation_desk.ui.widgets.search_popup import FoundLine
from mediation_desk.words.refusals import sentence
from mediation_desk.words.roles import roles_words

_NAMED: Final = 3
"""How many lapsed settings the notice names; the settings mark all."""


class WindowMatters(QObject):
    """Belongs to the window and lives as long as it does."""

    def __init__(self, window: MainWindow, session: Session, jobs: Jobs, feed: ChangeFeed) -> None:
        super().__init__(window)
        self._window, self._session, self._jobs, self._feed = window, session, jobs, feed
        self._searching = LatestAnswer(jobs)
        window.top_bar.set_user(session.name, roles_words(session.roles))
        window.top_bar.search_changed.connect(self._search)
        window.found_chosen.connect(self._open)
        window.top_bar.party_looks.connect(self._face_a_party)
        jobs.working_changed.connect(self._say_working)
        feed.changed.connect(self._count)
        self._say_working(False)
        self._count(Change())
        jobs.read(self._rules, self._say_rules, owner=self)

    def _rules(self) -> tuple[tuple[Lapsed, ...], Standing]:
        desk = self._session.desk
        return desk.ask(LapsedSettings()), desk.ask(RulesInForce())

    def _say_rules(self, answer: tuple[tuple[Lapsed, ...], Standing]) -> None:
        """The first thing that is said: by which rules or own settings the office no longer works, or not yet."""
        lapsed, standing = answer
        words = [] if standing.unread is None else [sentence(standing.unread)]
        if lapsed:
            words.append(self.tr("有{0}项本单位设置已失效，暂按原规定执行：").format(len(lapsed)))
            words += [sentence(one.why) for one in lapsed[:_NAMED]]
        if standing.waits and standing.unread is None and self._session.may_do(AdoptRules.act_name):
            words.append(self.tr("程序带有本单位还没有采用的规则，请在“设置”的“规则版本”里查看变化并采用。"))
        if words:
            self._window.tell(Notice(NoticeTone.TELL, "".join(words)))

    def _count(self, _change: Change) -> None:
        if self._session.may_ask(Today.query_name):
            self._jobs.read(lambda: self._session.desk.ask(Today()), self._show_counts, owner=self)

    def _show_counts(self, day: Day) -> None:
        self._window.side_bar.set_office(day.office)
        mine = [row for row in day.todo if row.mine]
        signing = {row.case_id for row in day.todo if row.kind == "signing"}
        owed = [row for row in day.todo if row.kind in ("payment", "duty", "visit")]
        counts = {"today": len(mine), "cases": day.cases, "signing": len(signing), "performance": len(owed)}
        self._window.set_counts({key: count for key, count in counts.items() if count})

    def _face_a_party(self, looks: bool) -> None:
        """From now on nothing that is kept from parties is read; every page asks again."""
        self._session.desk.screen.before_party = looks
        self._feed.publish(Change())

    def _search(self, text: str) -> None:
        if not text.strip():
            self._window.show_found(())
            return
        self._searching.read(lambda: self._found(text), self._show_found, owner=self)

    def _found(self, text: str) -> tuple[Hit, ...]:
        try:
            return self._session.desk.ask(FindText(text))
        except Refusal:
            return ()

    def _show_found(self, hits: tuple[Hit, ...]) -> None:
        self._window.show_found(tuple(map(_line, hits)))

    def _open(self, case: str) -> None:
        self._window.top_bar.search.clear()
        self._window.go("case", case)

    def _say_working(self, working: bool) -> None:
        self._window.top_bar.set_state("正在处理…" if working else "本机加密数据库")


def _line(hit: Hit) -> FoundLine:
    return FoundLine(hit.case_id, f"{hit.number}  {hit.title}", f"{hit.kind_words}：{hit.excerpt}")
