# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'sign_in.ui'
##
## Created by: Qt User Interface Compiler version 6.11.3
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QDialog, QFormLayout, QHBoxLayout,
    QLabel, QLineEdit, QPushButton, QSizePolicy,
    QSpacerItem, QVBoxLayout, QWidget)

from mediation_desk.ui.widgets.notice_bar import NoticeBar

class Ui_SignIn(object):
    def setupUi(self, SignIn):
        if not SignIn.objectName():
            SignIn.setObjectName(u"SignIn")
        self.column = QVBoxLayout(SignIn)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(28, 24, 28, 22)
        self.title = QLabel(SignIn)
        self.title.setObjectName(u"title")
        self.title.setProperty(u"look", u"title")

        self.column.addWidget(self.title)

        self.office = QLabel(SignIn)
        self.office.setObjectName(u"office")
        self.office.setProperty(u"look", u"soft")

        self.column.addWidget(self.office)

        self.notice = NoticeBar(SignIn)
        self.notice.setObjectName(u"notice")

        self.column.addWidget(self.notice)

        self.fields = QFormLayout()
        self.fields.setSpacing(10)
        self.fields.setObjectName(u"fields")
        self.account_label = QLabel(SignIn)
        self.account_label.setObjectName(u"account_label")
        self.account_label.setAlignment(Qt.AlignmentFlag.AlignRight|Qt.AlignmentFlag.AlignVCenter)

        self.fields.setWidget(0, QFormLayout.ItemRole.LabelRole, self.account_label)

        self.account = QLineEdit(SignIn)
        self.account.setObjectName(u"account")

        self.fields.setWidget(0, QFormLayout.ItemRole.FieldRole, self.account)

        self.password_label = QLabel(SignIn)
        self.password_label.setObjectName(u"password_label")
        self.password_label.setAlignment(Qt.AlignmentFlag.AlignRight|Qt.AlignmentFlag.AlignVCenter)

        self.fields.setWidget(1, QFormLayout.ItemRole.LabelRole, self.password_label)

        self.password = QLineEdit(SignIn)
        self.password.setObjectName(u"password")
        self.password.setEchoMode(QLineEdit.EchoMode.Password)

        self.fields.setWidget(1, QFormLayout.ItemRole.FieldRole, self.password)


        self.column.addLayout(self.fields)

        self.below = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.column.addItem(self.below)

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(10)
        self.buttons.setObjectName(u"buttons")
        self.verify = QPushButton(SignIn)
        self.verify.setObjectName(u"verify")
        self.verify.setProperty(u"look", u"quiet")

        self.buttons.addWidget(self.verify)

        self.before_buttons = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.before_buttons)

        self.leave = QPushButton(SignIn)
        self.leave.setObjectName(u"leave")

        self.buttons.addWidget(self.leave)

        self.enter = QPushButton(SignIn)
        self.enter.setObjectName(u"enter")
        self.enter.setProperty(u"look", u"primary")

        self.buttons.addWidget(self.enter)


        self.column.addLayout(self.buttons)

#if QT_CONFIG(shortcut)
        self.account_label.setBuddy(self.account)
        self.password_label.setBuddy(self.password)
#endif // QT_CONFIG(shortcut)
        QWidget.setTabOrder(self.account, self.password)
        QWidget.setTabOrder(self.password, self.enter)
        QWidget.setTabOrder(self.enter, self.leave)
        QWidget.setTabOrder(self.leave, self.verify)

        self.retranslateUi(SignIn)

        self.enter.setDefault(True)

    # setupUi

    def retranslateUi(self, SignIn):
        SignIn.setWindowTitle(QCoreApplication.translate("SignIn", u"\u767b\u5f55", None))
        self.title.setText(QCoreApplication.translate("SignIn", u"\u8c03\u89e3\u5de5\u4f5c\u53f0", None))
        self.office.setText("")
        self.account_label.setText(QCoreApplication.translate("SignIn", u"\u8d26\u53f7(&A)", None))
        self.account.setPlaceholderText(QCoreApplication.translate("SignIn", u"\u4f8b\u5982 shenrl", None))
        self.password_label.setText(QCoreApplication.translate("SignIn", u"\u5bc6\u7801(&P)", None))
        self.verify.setText(QCoreApplication.translate("SignIn", u"\u6838\u9a8c\u6587\u4e66(&V)\u2026", None))
#if QT_CONFIG(tooltip)
        self.verify.setToolTip(QCoreApplication.translate("SignIn", u"\u4e0d\u767b\u5f55\u4e5f\u53ef\u4ee5\u6838\u9a8c\u522b\u4eba\u9001\u6765\u7684\u6587\u4e66", None))
#endif // QT_CONFIG(tooltip)
        self.leave.setText(QCoreApplication.translate("SignIn", u"\u9000\u51fa", None))
        self.enter.setText(QCoreApplication.translate("SignIn", u"\u767b\u5f55", None))
    # retranslateUi

