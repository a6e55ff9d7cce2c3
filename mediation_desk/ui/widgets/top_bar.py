"""The bar at the top: find anything, register a dispute, who sits here."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QMenu, QPushButton, QToolButton, QWidget

from mediation_desk.ui.theme.icons import icon, pixmap
from mediation_desk.ui.theme.look import px


class SearchField(QLineEdit):
    """Escape empties it and gives the keyboard back; Down goes into the results."""

    left = Signal()
    went_down = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "search")
        self.setObjectName("search")
        self._glass = QLabel(self)
        self._glass.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._keys = QLabel("Ctrl K", self)
        self._keys.setObjectName("keyHint")
        self._keys.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.textChanged.connect(lambda text: self._keys.setVisible(not text))
        self.dress()

    def dress(self) -> None:
        """The magnifier at the left, the key hint at the right, in the look's colour and size."""
        self._glass.setPixmap(pixmap("search", px(17), "text_faint"))
        for label in (self._glass, self._keys):
            label.adjustSize()
        self._glass.move(px(9), (self.height() - self._glass.height()) // 2)
        self._keys.move(self.width() - self._keys.width() - px(9), (self.height() - self._keys.height()) // 2)
        self.setTextMargins(px(20), 0, self._keys.width(), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Both stay in their places."""
        super().resizeEvent(event)
        self.dress()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves, Down goes on."""
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.went_down.emit()
        else:
            super().keyPressEvent(event)


class TopBar(QFrame):
    """Signals carry what was typed; the window knows what to do with it."""

    search_changed = Signal(str)
    search_entered = Signal(str)
    register_wanted = Signal()
    sign_out_wanted = Signal()
    lock_wanted = Signal()
    party_looks = Signal(bool)
    scan_wanted = Signal()
    scan_folder_wanted = Signal()
    waiting_scans_wanted = Signal()
    blanks_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.search = SearchField()
        self.search.setPlaceholderText(self.tr("搜案号、姓名、电话、事实…（支持拼音首字母）"))
        self.search.setAccessibleName(self.tr("搜索"))
        self.register = QPushButton(self.tr("登记纠纷"))
        self.register.setObjectName("register")
        self.register.setProperty("look", "primary")
        self.register.setToolTip(self.tr("登记纠纷（Ctrl+N）"))
        self.counter = QPushButton(self.tr("窗口模式"))
        self.counter.setObjectName("counter")
        self.counter.setProperty("look", "filter")
        self.counter.setCheckable(True)
        self.counter.setToolTip(self.tr("当事人看得到屏幕时打开：隐藏风险、单独谈话和保密信息（Ctrl+H）"))
        self.scans = QPushButton()
        self.scans.setObjectName("waitingScans")
        self.scans.setProperty("look", "filter")
        self.scans.setToolTip(self.tr("扫描文件夹里有还没有归档的扫描件"))
        self.scans.clicked.connect(self.waiting_scans_wanted)
        self.scans.hide()
        self.state = QLabel()
        self.state.setObjectName("stateWords")
        self.state.setProperty("look", "soft")
        self.user = QToolButton()
        self.user.setObjectName("user")
        self.user.setProperty("look", "quiet")
        self.user.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.user.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.user.setMenu(self._user_menu())
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.search, 4)
        self._row.addWidget(self.register)
        self._row.addStretch(1)
        self._row.addWidget(self.scans)
        self._row.addWidget(self.counter)
        self._row.addWidget(self.state)
        self._row.addWidget(self.user)
        self.search.textChanged.connect(self.search_changed)
        self.search.returnPressed.connect(lambda: self.search_entered.emit(self.search.text()))
        self.register.clicked.connect(self.register_wanted)
        self.counter.toggled.connect(self.party_looks)
        self._measure()

    def set_user(self, name: str, role: str) -> None:
        """Who sits here."""
        self.user.setText(self.tr("{0}（{1}）").format(name, role))
        self.user.setAccessibleName(self.tr("当前用户 {0}，{1}").format(name, role))

    def set_state(self, words: str) -> None:
        """A few words on where things are kept, or that work is going on."""
        self.state.setText(words)

    def offer_scans(self) -> None:
        """From now on scans can be filed from the menu."""
        menu = self.user.menu()
        menu.addSeparator()
        menu.addAction(self.tr("扫描归档…"), self.scan_wanted.emit)
        menu.addAction(self.tr("本机扫描文件夹…"), self.scan_folder_wanted.emit)

    def offer_blanks(self) -> None:
        """From now on empty forms can be printed from the menu."""
        self.user.menu().addSeparator()
        self.user.menu().addAction(self.tr("空白文书…"), self.blanks_wanted.emit)

    def set_waiting_scans(self, count: int) -> None:
        """How many files wait in the scanner's folder."""
        self.scans.setText(self.tr("扫描件 {0}").format(count))
        self.scans.setVisible(bool(count))

    def changeEvent(self, event: QEvent) -> None:
        """Icons and sizes follow the look."""
        if event.type() == QEvent.Type.StyleChange:
            self._measure()
        super().changeEvent(event)

    def _user_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(self.tr("锁定屏幕（Ctrl+L）"), self.lock_wanted.emit)
        menu.addAction(self.tr("退出登录"), self.sign_out_wanted.emit)
        return menu

    def _measure(self) -> None:
        self._row.setContentsMargins(px(16), px(9), px(12), px(9))
        self._row.setSpacing(px(12))
        self.search.setMaximumWidth(px(430))
        self.search.dress()
        self.register.setIcon(icon("add", "on_act"))
        self.user.setIcon(icon("user"))
        for button in (self.register, self.user):
            button.setIconSize(QSize(px(16), px(16)))
