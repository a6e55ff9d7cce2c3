# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'first_start.ui'
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
    QLabel, QLineEdit, QProgressBar, QPushButton,
    QSizePolicy, QSpacerItem, QStackedWidget, QVBoxLayout,
    QWidget)

from mediation_desk.ui.widgets.notice_bar import NoticeBar

class Ui_FirstStart(object):
    def setupUi(self, FirstStart):
        if not FirstStart.objectName():
            FirstStart.setObjectName(u"FirstStart")
        self.column = QVBoxLayout(FirstStart)
        self.column.setSpacing(14)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(28, 24, 28, 22)
        self.notice = NoticeBar(FirstStart)
        self.notice.setObjectName(u"notice")

        self.column.addWidget(self.notice)

        self.steps = QStackedWidget(FirstStart)
        self.steps.setObjectName(u"steps")
        self.choice = QWidget()
        self.choice.setObjectName(u"choice")
        self.choice_column = QVBoxLayout(self.choice)
        self.choice_column.setSpacing(12)
        self.choice_column.setObjectName(u"choice_column")
        self.choice_column.setContentsMargins(0, 0, 0, 0)
        self.choice_title = QLabel(self.choice)
        self.choice_title.setObjectName(u"choice_title")
        self.choice_title.setProperty(u"look", u"title")

        self.choice_column.addWidget(self.choice_title)

        self.choice_words = QLabel(self.choice)
        self.choice_words.setObjectName(u"choice_words")
        self.choice_words.setProperty(u"look", u"soft")
        self.choice_words.setWordWrap(True)

        self.choice_column.addWidget(self.choice_words)

        self.own_office = QPushButton(self.choice)
        self.own_office.setObjectName(u"own_office")
        self.own_office.setProperty(u"look", u"choice")

        self.choice_column.addWidget(self.own_office)

        self.practice_office = QPushButton(self.choice)
        self.practice_office.setObjectName(u"practice_office")
        self.practice_office.setProperty(u"look", u"choice")

        self.choice_column.addWidget(self.practice_office)

        self.choice_below = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.choice_column.addItem(self.choice_below)

        self.steps.addWidget(self.choice)
        self.office = QWidget()
        self.office.setObjectName(u"office")
        self.office_column = QVBoxLayout(self.office)
        self.office_column.setSpacing(12)
        self.office_column.setObjectName(u"office_column")
        self.office_column.setContentsMargins(0, 0, 0, 0)
        self.office_title = QLabel(self.office)
        self.office_title.setObjectName(u"office_title")
        self.office_title.setProperty(u"look", u"title")

        self.office_column.addWidget(self.office_title)

        self.office_fields = QFormLayout()
        self.office_fields.setSpacing(10)
        self.office_fields.setObjectName(u"office_fields")
        self.name_label = QLabel(self.office)
        self.name_label.setObjectName(u"name_label")
        self.name_label.setAlignment(Qt.AlignmentFlag.AlignRight|Qt.AlignmentFlag.AlignVCenter)

        self.office_fields.setWidget(0, QFormLayout.ItemRole.LabelRole, self.name_label)

        self.name = QLineEdit(self.office)
        self.name.setObjectName(u"name")

        self.office_fields.setWidget(0, QFormLayout.ItemRole.FieldRole, self.name)

        self.region_label = QLabel(self.office)
        self.region_label.setObjectName(u"region_label")
        self.region_label.setAlignment(Qt.AlignmentFlag.AlignRight|Qt.AlignmentFlag.AlignVCenter)

        self.office_fields.setWidget(1, QFormLayout.ItemRole.LabelRole, self.region_label)

        self.region = QLineEdit(self.office)
        self.region.setObjectName(u"region")
        self.region.setMaxLength(12)

        self.office_fields.setWidget(1, QFormLayout.ItemRole.FieldRole, self.region)

        self.region_name_label = QLabel(self.office)
        self.region_name_label.setObjectName(u"region_name_label")
        self.region_name_label.setAlignment(Qt.AlignmentFlag.AlignRight|Qt.AlignmentFlag.AlignVCenter)

        self.office_fields.setWidget(2, QFormLayout.ItemRole.LabelRole, self.region_name_label)

        self.region_name = QLineEdit(self.office)
        self.region_name.setObjectName(u"region_name")

        self.office_fields.setWidget(2, QFormLayout.ItemRole.FieldRole, self.region_name)

        self.region_words = QLabel(self.office)
        self.region_words.setObjectName(u"region_words")
        self.region_words.setProperty(u"look", u"soft")
        self.region_words.setWordWrap(True)

        self.office_fields.setWidget(3, QFormLayout.ItemRole.FieldRole, self.region_words)


        self.office_column.addLayout(self.office_fields)

        self.office_below = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.office_column.addItem(self.office_below)

        self.steps.addWidget(self.office)
        self.administrator = QWidget()
        self.administrator.setObjectName(u"administrator")
        self.administrator_column = QVBoxLayout(self.administrator)
        self.administrator_column.setSpacing(12)
        self.administrator_column.setObjectName(u"administrator_column")
        self.administrator_column.setContentsMargins(0, 0, 0, 0)
        self.administrator_title = QLabel(self.administrator)
        self.administrator_title.setObjectName(u"administrator_title")
        self.administrator_title.setProperty(u"look", u"title")

        self.administrator_column.addWidget(self.administrator_title)

        self.administrator_words = QLabel(self.administrator)
        self.administrator_words.setObjectName(u"administrator_words")
        self.administrator_words.setProperty(u"look", u"soft")
        self.administrator_words.setWordWrap(True)

        self.administrator_column.addWidget(self.administrator_words)

        self.administrator_fields = QFormLayout()
        self.administrator_fields.setSpacing(10)
        self.administrator_fields.setObjectName(u"administrator_fields")
        self.person_label = QLabel(self.administrator)
        self.person_label.setObjectName(u"person_label")
        self.person_label.setAlignment(Qt.AlignmentFlag.AlignRight|Qt.AlignmentFlag.AlignVCenter)

        self.administrator_fields.setWidget(0, QFormLayout.ItemRole.LabelRole, self.person_label)

        self.person = QLineEdit(self.administrator)
        self.person.setObjectName(u"person")

        self.administrator_fields.setWidget(0, QFormLayout.ItemRole.FieldRole, self.person)

        self.account_label = QLabel(self.administrator)
        self.account_label.setObjectName(u"account_label")
        self.account_label.setAlignment(Qt.AlignmentFlag.AlignRight|Qt.AlignmentFlag.AlignVCenter)

        self.administrator_fields.setWidget(1, QFormLayout.ItemRole.LabelRole, self.account_label)

        self.account = QLineEdit(self.administrator)
        self.account.setObjectName(u"account")

        self.administrator_fields.setWidget(1, QFormLayout.ItemRole.FieldRole, self.account)

        self.password_label = QLabel(self.administrator)
        self.password_label.setObjectName(u"password_label")
        self.password_label.setAlignment(Qt.AlignmentFlag.AlignRight|Qt.AlignmentFlag.AlignVCenter)

        self.administrator_fields.setWidget(2, QFormLayout.ItemRole.LabelRole, self.password_label)

        self.password = QLineEdit(self.administrator)
        self.password.setObjectName(u"password")
        self.password.setEchoMode(QLineEdit.EchoMode.Password)

        self.administrator_fields.setWidget(2, QFormLayout.ItemRole.FieldRole, self.password)

        self.again_label = QLabel(self.administrator)
        self.again_label.setObjectName(u"again_label")
        self.again_label.setAlignment(Qt.AlignmentFlag.AlignRight|Qt.AlignmentFlag.AlignVCenter)

        self.administrator_fields.setWidget(3, QFormLayout.ItemRole.LabelRole, self.again_label)

        self.again = QLineEdit(self.administrator)
        self.again.setObjectName(u"again")
        self.again.setEchoMode(QLineEdit.EchoMode.Password)

        self.administrator_fields.setWidget(3, QFormLayout.ItemRole.FieldRole, self.again)


        self.administrator_column.addLayout(self.administrator_fields)

        self.administrator_below = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.administrator_column.addItem(self.administrator_below)

        self.steps.addWidget(self.administrator)
        self.practice = QWidget()
        self.practice.setObjectName(u"practice")
        self.practice_column = QVBoxLayout(self.practice)
        self.practice_column.setSpacing(12)
        self.practice_column.setObjectName(u"practice_column")
        self.practice_column.setContentsMargins(0, 0, 0, 0)
        self.practice_title = QLabel(self.practice)
        self.practice_title.setObjectName(u"practice_title")
        self.practice_title.setProperty(u"look", u"title")

        self.practice_column.addWidget(self.practice_title)

        self.practice_words = QLabel(self.practice)
        self.practice_words.setObjectName(u"practice_words")
        self.practice_words.setProperty(u"look", u"soft")
        self.practice_words.setWordWrap(True)

        self.practice_column.addWidget(self.practice_words)

        self.practice_fields = QFormLayout()
        self.practice_fields.setSpacing(10)
        self.practice_fields.setObjectName(u"practice_fields")
        self.practice_password_label = QLabel(self.practice)
        self.practice_password_label.setObjectName(u"practice_password_label")
        self.practice_password_label.setAlignment(Qt.AlignmentFlag.AlignRight|Qt.AlignmentFlag.AlignVCenter)

        self.practice_fields.setWidget(0, QFormLayout.ItemRole.LabelRole, self.practice_password_label)

        self.practice_password = QLineEdit(self.practice)
        self.practice_password.setObjectName(u"practice_password")
        self.practice_password.setEchoMode(QLineEdit.EchoMode.Password)

        self.practice_fields.setWidget(0, QFormLayout.ItemRole.FieldRole, self.practice_password)

        self.practice_again_label = QLabel(self.practice)
        self.practice_again_label.setObjectName(u"practice_again_label")
        self.practice_again_label.setAlignment(Qt.AlignmentFlag.AlignRight|Qt.AlignmentFlag.AlignVCenter)

        self.practice_fields.setWidget(1, QFormLayout.ItemRole.LabelRole, self.practice_again_label)

        self.practice_again = QLineEdit(self.practice)
        self.practice_again.setObjectName(u"practice_again")
        self.practice_again.setEchoMode(QLineEdit.EchoMode.Password)

        self.practice_fields.setWidget(1, QFormLayout.ItemRole.FieldRole, self.practice_again)


        self.practice_column.addLayout(self.practice_fields)

        self.practice_below = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.practice_column.addItem(self.practice_below)

        self.steps.addWidget(self.practice)
        self.making = QWidget()
        self.making.setObjectName(u"making")
        self.making_column = QVBoxLayout(self.making)
        self.making_column.setSpacing(12)
        self.making_column.setObjectName(u"making_column")
        self.making_column.setContentsMargins(0, 0, 0, 0)
        self.making_title = QLabel(self.making)
        self.making_title.setObjectName(u"making_title")
        self.making_title.setProperty(u"look", u"title")

        self.making_column.addWidget(self.making_title)

        self.making_words = QLabel(self.making)
        self.making_words.setObjectName(u"making_words")
        self.making_words.setProperty(u"look", u"soft")
        self.making_words.setWordWrap(True)

        self.making_column.addWidget(self.making_words)

        self.progress = QProgressBar(self.making)
        self.progress.setObjectName(u"progress")
        self.progress.setMaximum(0)
        self.progress.setTextVisible(False)

        self.making_column.addWidget(self.progress)

        self.making_below = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.making_column.addItem(self.making_below)

        self.steps.addWidget(self.making)

        self.column.addWidget(self.steps)

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(10)
        self.buttons.setObjectName(u"buttons")
        self.leave = QPushButton(FirstStart)
        self.leave.setObjectName(u"leave")

        self.buttons.addWidget(self.leave)

        self.verify = QPushButton(FirstStart)
        self.verify.setObjectName(u"verify")
        self.verify.setProperty(u"look", u"quiet")

        self.buttons.addWidget(self.verify)

        self.between_buttons = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.between_buttons)

        self.back = QPushButton(FirstStart)
        self.back.setObjectName(u"back")

        self.buttons.addWidget(self.back)

        self.forward = QPushButton(FirstStart)
        self.forward.setObjectName(u"forward")
        self.forward.setProperty(u"look", u"primary")

        self.buttons.addWidget(self.forward)


        self.column.addLayout(self.buttons)

#if QT_CONFIG(shortcut)
        self.name_label.setBuddy(self.name)
        self.region_label.setBuddy(self.region)
        self.region_name_label.setBuddy(self.region_name)
        self.person_label.setBuddy(self.person)
        self.account_label.setBuddy(self.account)
        self.password_label.setBuddy(self.password)
        self.again_label.setBuddy(self.again)
        self.practice_password_label.setBuddy(self.practice_password)
        self.practice_again_label.setBuddy(self.practice_again)
#endif // QT_CONFIG(shortcut)
        QWidget.setTabOrder(self.own_office, self.practice_office)
        QWidget.setTabOrder(self.practice_office, self.name)
        QWidget.setTabOrder(self.name, self.region)
        QWidget.setTabOrder(self.region, self.person)
        QWidget.setTabOrder(self.person, self.account)
        QWidget.setTabOrder(self.account, self.password)
        QWidget.setTabOrder(self.password, self.again)
        QWidget.setTabOrder(self.again, self.forward)
        QWidget.setTabOrder(self.forward, self.back)
        QWidget.setTabOrder(self.back, self.leave)
        QWidget.setTabOrder(self.leave, self.verify)

        self.retranslateUi(FirstStart)

        self.steps.setCurrentIndex(0)
        self.forward.setDefault(True)

    # setupUi

    def retranslateUi(self, FirstStart):
        FirstStart.setWindowTitle(QCoreApplication.translate("FirstStart", u"\u7b2c\u4e00\u6b21\u4f7f\u7528", None))
        self.choice_title.setText(QCoreApplication.translate("FirstStart", u"\u7b2c\u4e00\u6b21\u4f7f\u7528\u8c03\u89e3\u5de5\u4f5c\u53f0", None))
        self.choice_words.setText(QCoreApplication.translate("FirstStart", u"\u6570\u636e\u53ea\u5b58\u653e\u5728\u8fd9\u53f0\u7535\u8111\u4e0a\uff0c\u5e76\u4e14\u52a0\u5bc6\u3002\u8bf7\u5148\u9009\u4e00\u9879\u3002", None))
        self.own_office.setText(QCoreApplication.translate("FirstStart", u"\u5efa\u7acb\u672c\u5355\u4f4d\n"
"\u586b\u5199\u5355\u4f4d\u540d\u79f0\u548c\u7ba1\u7406\u5458\u8d26\u53f7\uff0c\u5f00\u59cb\u6b63\u5f0f\u4f7f\u7528", None))
        self.practice_office.setText(QCoreApplication.translate("FirstStart", u"\u6253\u5f00\u7ec3\u4e60\u5355\u4f4d\n"
"\u5e26\u6709\u5b8c\u6574\u7684\u793a\u4f8b\u6848\u4ef6\uff0c\u53ef\u4ee5\u968f\u610f\u8bd5\u7528\uff0c\u4e0d\u4ea7\u751f\u771f\u5b9e\u6587\u4e66", None))
        self.office_title.setText(QCoreApplication.translate("FirstStart", u"\u672c\u5355\u4f4d", None))
        self.name_label.setText(QCoreApplication.translate("FirstStart", u"\u5355\u4f4d\u540d\u79f0(&N)", None))
        self.name.setPlaceholderText(QCoreApplication.translate("FirstStart", u"\u5982 \u67ab\u6e90\u53bf\u793e\u4f1a\u77db\u76fe\u7ea0\u7eb7\u8c03\u5904\u5316\u89e3\u4e2d\u5fc3", None))
        self.region_label.setText(QCoreApplication.translate("FirstStart", u"\u884c\u653f\u533a\u5212\u4ee3\u7801(&R)", None))
        self.region.setPlaceholderText(QCoreApplication.translate("FirstStart", u"6 \u4f4d\uff0c\u5982 330681", None))
        self.region_name_label.setText(QCoreApplication.translate("FirstStart", u"\u884c\u653f\u533a\u5212\u540d\u79f0(&Z)", None))
        self.region_name.setPlaceholderText(QCoreApplication.translate("FirstStart", u"\u5982 \u67ab\u6e90\u53bf", None))
        self.region_words.setText(QCoreApplication.translate("FirstStart", u"\u5355\u4f4d\u6240\u5728\u53bf\uff08\u5e02\u3001\u533a\uff09\u7684\u4ee3\u7801\uff0c\u7528\u4e8e\u6848\u53f7\u548c\u7edf\u8ba1\u3002", None))
        self.administrator_title.setText(QCoreApplication.translate("FirstStart", u"\u7ba1\u7406\u5458\u8d26\u53f7", None))
        self.administrator_words.setText(QCoreApplication.translate("FirstStart", u"\u7ba1\u7406\u5458\u8bbe\u7f6e\u5355\u4f4d\u548c\u4eba\u5458\uff0c\u770b\u4e0d\u5230\u6848\u4ef6\u5185\u5bb9\u3002\u5bc6\u7801\u5fd8\u8bb0\u540e\u65e0\u6cd5\u627e\u56de\u6570\u636e\uff0c\u8bf7\u59a5\u5584\u4fdd\u7ba1\u3002", None))
        self.person_label.setText(QCoreApplication.translate("FirstStart", u"\u59d3\u540d(&N)", None))
        self.account_label.setText(QCoreApplication.translate("FirstStart", u"\u8d26\u53f7(&A)", None))
        self.account.setPlaceholderText(QCoreApplication.translate("FirstStart", u"\u5b57\u6bcd\u548c\u6570\u5b57\uff0c\u5982 admin01", None))
        self.password_label.setText(QCoreApplication.translate("FirstStart", u"\u5bc6\u7801(&P)", None))
        self.again_label.setText(QCoreApplication.translate("FirstStart", u"\u518d\u8f93\u4e00\u6b21(&G)", None))
        self.practice_title.setText(QCoreApplication.translate("FirstStart", u"\u7ec3\u4e60\u5355\u4f4d", None))
        self.practice_words.setText(QCoreApplication.translate("FirstStart", u"\u91cc\u9762\u662f\u865a\u6784\u7684\u673a\u6784\u3001\u4eba\u5458\u548c\u6848\u4ef6\u3002\u8bf7\u8bbe\u4e00\u4e2a\u5bc6\u7801\uff1a\u4e3b\u4efb\u6c88\u82e5\u5170\u7684\u8d26\u53f7\u662f shen\uff0c\u5176\u4ed6\u7ec3\u4e60\u8d26\u53f7\u7528\u540c\u4e00\u4e2a\u5bc6\u7801\u3002", None))
        self.practice_password_label.setText(QCoreApplication.translate("FirstStart", u"\u5bc6\u7801(&P)", None))
        self.practice_again_label.setText(QCoreApplication.translate("FirstStart", u"\u518d\u8f93\u4e00\u6b21(&G)", None))
        self.making_title.setText(QCoreApplication.translate("FirstStart", u"\u6b63\u5728\u51c6\u5907", None))
        self.making_words.setText("")
        self.leave.setText(QCoreApplication.translate("FirstStart", u"\u9000\u51fa", None))
        self.verify.setText(QCoreApplication.translate("FirstStart", u"\u6838\u9a8c\u6587\u4e66(&V)\u2026", None))
#if QT_CONFIG(tooltip)
        self.verify.setToolTip(QCoreApplication.translate("FirstStart", u"\u4e0d\u767b\u5f55\u4e5f\u53ef\u4ee5\u6838\u9a8c\u522b\u4eba\u9001\u6765\u7684\u6587\u4e66", None))
#endif // QT_CONFIG(tooltip)
        self.back.setText(QCoreApplication.translate("FirstStart", u"\u4e0a\u4e00\u6b65(&B)", None))
        self.forward.setText(QCoreApplication.translate("FirstStart", u"\u4e0b\u4e00\u6b65(&F)", None))
    # retranslateUi

