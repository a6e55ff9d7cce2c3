# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'party_fields.ui'
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
from PySide6.QtWidgets import (QApplication, QComboBox, QGridLayout, QLabel,
    QLineEdit, QSizePolicy, QWidget)

from mediation_desk.ui.widgets.date_edit import DateEdit
from mediation_desk.ui.widgets.field_note import FieldNote
from mediation_desk.ui.widgets.id_number_edit import IdNumberEdit

class Ui_PartyFields(object):
    def setupUi(self, PartyFields):
        if not PartyFields.objectName():
            PartyFields.setObjectName(u"PartyFields")
        self.grid = QGridLayout(PartyFields)
        self.grid.setSpacing(10)
        self.grid.setObjectName(u"grid")
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.side_label = QLabel(PartyFields)
        self.side_label.setObjectName(u"side_label")
        self.side_label.setAlignment(Qt.AlignmentFlag.AlignRight|Qt.AlignmentFlag.AlignVCenter)

        self.grid.addWidget(self.side_label, 0, 0, 1, 1)

        self.side = QComboBox(PartyFields)
        self.side.addItem("")
        self.side.addItem("")
        self.side.addItem("")
        self.side.setObjectName(u"side")

        self.grid.addWidget(self.side, 0, 1, 1, 1)

        self.kind_label = QLabel(PartyFields)
        self.kind_label.setObjectName(u"kind_label")
        self.kind_label.setAlignment(Qt.AlignmentFlag.AlignRight|Qt.AlignmentFlag.AlignVCenter)

        self.grid.addWidget(self.kind_label, 0, 2, 1, 1)

        self.kind = QComboBox(PartyFields)
        self.kind.addItem("")
        self.kind.addItem("")
        self.kind.addItem("")
        self.kind.addItem("")
        self.kind.addItem("")
        self.kind.addItem("")
        self.kind.setObjectName(u"kind")

        self.grid.addWidget(self.kind, 0, 3, 1, 1)

        self.name_label = QLabel(PartyFields)
        self.name_label.setObjectName(u"name_label")
        self.name_label.setAlignment(Qt.AlignmentFlag.AlignRight|Qt.AlignmentFlag.AlignVCenter)

        self.grid.addWidget(self.name_label, 1, 0, 1, 1)

        self.name = QLineEdit(PartyFields)
        self.name.setObjectName(u"name")

        self.grid.addWidget(self.name, 1, 1, 1, 1)

        self.phone_label = QLabel(PartyFields)
        self.phone_label.setObjectName(u"phone_label")
        self.phone_label.setAlignment(Qt.AlignmentFlag.AlignRight|Qt.AlignmentFlag.AlignVCenter)

        self.grid.addWidget(self.phone_label, 1, 2, 1, 1)

        self.phone = QLineEdit(PartyFields)
        self.phone.setObjectName(u"phone")
        self.phone.setMaxLength(32)

        self.grid.addWidget(self.phone, 1, 3, 1, 1)

        self.id_number_label = QLabel(PartyFields)
        self.id_number_label.setObjectName(u"id_number_label")
        self.id_number_label.setAlignment(Qt.AlignmentFlag.AlignRight|Qt.AlignmentFlag.AlignVCenter)

        self.grid.addWidget(self.id_number_label, 2, 0, 1, 1)

        self.id_number = IdNumberEdit(PartyFields)
        self.id_number.setObjectName(u"id_number")
        self.id_number.setMaxLength(24)

        self.grid.addWidget(self.id_number, 2, 1, 1, 1)

        self.sex_label = QLabel(PartyFields)
        self.sex_label.setObjectName(u"sex_label")
        self.sex_label.setAlignment(Qt.AlignmentFlag.AlignRight|Qt.AlignmentFlag.AlignVCenter)

        self.grid.addWidget(self.sex_label, 4, 0, 1, 1)

        self.sex = QComboBox(PartyFields)
        self.sex.addItem("")
        self.sex.addItem("")
        self.sex.addItem("")
        self.sex.addItem("")
        self.sex.addItem("")
        self.sex.setObjectName(u"sex")

        self.grid.addWidget(self.sex, 4, 1, 1, 1)

        self.document_kind_label = QLabel(PartyFields)
        self.document_kind_label.setObjectName(u"document_kind_label")
        self.document_kind_label.setAlignment(Qt.AlignmentFlag.AlignRight|Qt.AlignmentFlag.AlignVCenter)

        self.grid.addWidget(self.document_kind_label, 2, 2, 1, 1)

        self.document_kind = QComboBox(PartyFields)
        self.document_kind.addItem("")
        self.document_kind.setObjectName(u"document_kind")

        self.grid.addWidget(self.document_kind, 2, 3, 1, 1)

        self.id_note = FieldNote(PartyFields)
        self.id_note.setObjectName(u"id_note")

        self.grid.addWidget(self.id_note, 3, 1, 1, 3)

        self.birth_label = QLabel(PartyFields)
        self.birth_label.setObjectName(u"birth_label")
        self.birth_label.setAlignment(Qt.AlignmentFlag.AlignRight|Qt.AlignmentFlag.AlignVCenter)

        self.grid.addWidget(self.birth_label, 4, 2, 1, 1)

        self.birth = DateEdit(PartyFields)
        self.birth.setObjectName(u"birth")

        self.grid.addWidget(self.birth, 4, 3, 1, 1)

        self.ethnicity_label = QLabel(PartyFields)
        self.ethnicity_label.setObjectName(u"ethnicity_label")
        self.ethnicity_label.setAlignment(Qt.AlignmentFlag.AlignRight|Qt.AlignmentFlag.AlignVCenter)

        self.grid.addWidget(self.ethnicity_label, 7, 0, 1, 1)

        self.ethnicity = QLineEdit(PartyFields)
        self.ethnicity.setObjectName(u"ethnicity")

        self.grid.addWidget(self.ethnicity, 7, 1, 1, 1)

        self.credit_code_label = QLabel(PartyFields)
        self.credit_code_label.setObjectName(u"credit_code_label")
        self.credit_code_label.setAlignment(Qt.AlignmentFlag.AlignRight|Qt.AlignmentFlag.AlignVCenter)

        self.grid.addWidget(self.credit_code_label, 5, 0, 1, 1)

        self.credit_code = IdNumberEdit(PartyFields)
        self.credit_code.setObjectName(u"credit_code")
        self.credit_code.setMaxLength(18)

        self.grid.addWidget(self.credit_code, 5, 1, 1, 1)

        self.legal_representative_label = QLabel(PartyFields)
        self.legal_representative_label.setObjectName(u"legal_representative_label")
        self.legal_representative_label.setAlignment(Qt.AlignmentFlag.AlignRight|Qt.AlignmentFlag.AlignVCenter)

        self.grid.addWidget(self.legal_representative_label, 5, 2, 1, 1)

        self.legal_representative = QLineEdit(PartyFields)
        self.legal_representative.setObjectName(u"legal_representative")

        self.grid.addWidget(self.legal_representative, 5, 3, 1, 1)

        self.code_note = FieldNote(PartyFields)
        self.code_note.setObjectName(u"code_note")

        self.grid.addWidget(self.code_note, 6, 1, 1, 3)

        self.representative_post_label = QLabel(PartyFields)
        self.representative_post_label.setObjectName(u"representative_post_label")
        self.representative_post_label.setAlignment(Qt.AlignmentFlag.AlignRight|Qt.AlignmentFlag.AlignVCenter)

        self.grid.addWidget(self.representative_post_label, 8, 0, 1, 1)

        self.representative_post = QLineEdit(PartyFields)
        self.representative_post.setObjectName(u"representative_post")

        self.grid.addWidget(self.representative_post, 8, 1, 1, 1)

        self.account_label = QLabel(PartyFields)
        self.account_label.setObjectName(u"account_label")
        self.account_label.setAlignment(Qt.AlignmentFlag.AlignRight|Qt.AlignmentFlag.AlignVCenter)

        self.grid.addWidget(self.account_label, 8, 2, 1, 1)

        self.account = QLineEdit(PartyFields)
        self.account.setObjectName(u"account")

        self.grid.addWidget(self.account, 8, 3, 1, 1)

        self.occupation_label = QLabel(PartyFields)
        self.occupation_label.setObjectName(u"occupation_label")
        self.occupation_label.setAlignment(Qt.AlignmentFlag.AlignRight|Qt.AlignmentFlag.AlignVCenter)

        self.grid.addWidget(self.occupation_label, 7, 2, 1, 1)

        self.occupation = QLineEdit(PartyFields)
        self.occupation.setObjectName(u"occupation")

        self.grid.addWidget(self.occupation, 7, 3, 1, 1)

        self.address_label = QLabel(PartyFields)
        self.address_label.setObjectName(u"address_label")
        self.address_label.setAlignment(Qt.AlignmentFlag.AlignRight|Qt.AlignmentFlag.AlignVCenter)

        self.grid.addWidget(self.address_label, 9, 0, 1, 1)

        self.address = QLineEdit(PartyFields)
        self.address.setObjectName(u"address")

        self.grid.addWidget(self.address, 9, 1, 1, 3)

        self.grid.setColumnStretch(1, 1)
        self.grid.setColumnStretch(3, 1)
#if QT_CONFIG(shortcut)
        self.side_label.setBuddy(self.side)
        self.kind_label.setBuddy(self.kind)
        self.name_label.setBuddy(self.name)
        self.phone_label.setBuddy(self.phone)
        self.id_number_label.setBuddy(self.id_number)
        self.sex_label.setBuddy(self.sex)
        self.document_kind_label.setBuddy(self.document_kind)
        self.birth_label.setBuddy(self.birth)
        self.ethnicity_label.setBuddy(self.ethnicity)
        self.credit_code_label.setBuddy(self.credit_code)
        self.legal_representative_label.setBuddy(self.legal_representative)
        self.representative_post_label.setBuddy(self.representative_post)
        self.account_label.setBuddy(self.account)
        self.occupation_label.setBuddy(self.occupation)
        self.address_label.setBuddy(self.address)
#endif // QT_CONFIG(shortcut)
        QWidget.setTabOrder(self.side, self.kind)
        QWidget.setTabOrder(self.kind, self.name)
        QWidget.setTabOrder(self.name, self.phone)
        QWidget.setTabOrder(self.phone, self.id_number)
        QWidget.setTabOrder(self.id_number, self.document_kind)
        QWidget.setTabOrder(self.document_kind, self.sex)
        QWidget.setTabOrder(self.sex, self.birth)
        QWidget.setTabOrder(self.birth, self.credit_code)
        QWidget.setTabOrder(self.credit_code, self.legal_representative)
        QWidget.setTabOrder(self.legal_representative, self.ethnicity)
        QWidget.setTabOrder(self.ethnicity, self.occupation)
        QWidget.setTabOrder(self.occupation, self.representative_post)
        QWidget.setTabOrder(self.representative_post, self.account)
        QWidget.setTabOrder(self.account, self.address)

        self.retranslateUi(PartyFields)
    # setupUi

    def retranslateUi(self, PartyFields):
        self.side_label.setText(QCoreApplication.translate("PartyFields", u"\u5730\u4f4d", None))
        self.side.setItemText(0, QCoreApplication.translate("PartyFields", u"\u7533\u8bf7\u4eba", None))
        self.side.setItemText(1, QCoreApplication.translate("PartyFields", u"\u88ab\u7533\u8bf7\u4eba", None))
        self.side.setItemText(2, QCoreApplication.translate("PartyFields", u"\u7b2c\u4e09\u4eba", None))

        self.kind_label.setText(QCoreApplication.translate("PartyFields", u"\u8eab\u4efd", None))
        self.kind.setItemText(0, QCoreApplication.translate("PartyFields", u"\u81ea\u7136\u4eba", None))
        self.kind.setItemText(1, QCoreApplication.translate("PartyFields", u"\u516c\u53f8\u6216\u5176\u4ed6\u5355\u4f4d", None))
        self.kind.setItemText(2, QCoreApplication.translate("PartyFields", u"\u4e2a\u4f53\u5de5\u5546\u6237", None))
        self.kind.setItemText(3, QCoreApplication.translate("PartyFields", u"\u6751\uff08\u5c45\uff09\u6c11\u59d4\u5458\u4f1a", None))
        self.kind.setItemText(4, QCoreApplication.translate("PartyFields", u"\u6751\u6c11\u5c0f\u7ec4\u6216\u591a\u4eba\u7fa4\u4f53", None))
        self.kind.setItemText(5, QCoreApplication.translate("PartyFields", u"\u884c\u653f\u673a\u5173", None))

        self.name_label.setText(QCoreApplication.translate("PartyFields", u"\u59d3\u540d", None))
        self.phone_label.setText(QCoreApplication.translate("PartyFields", u"\u7535\u8bdd", None))
        self.id_number_label.setText(QCoreApplication.translate("PartyFields", u"\u8bc1\u4ef6\u53f7", None))
        self.id_number.setPlaceholderText(QCoreApplication.translate("PartyFields", u"18 \u4f4d\uff0c\u7b7e\u7f72\u524d\u53ef\u4ee5\u7a7a\u7740", None))
        self.sex_label.setText(QCoreApplication.translate("PartyFields", u"\u6027\u522b", None))
        self.sex.setItemText(0, "")
        self.sex.setItemText(1, QCoreApplication.translate("PartyFields", u"\u7537", None))
        self.sex.setItemText(2, QCoreApplication.translate("PartyFields", u"\u5973", None))
        self.sex.setItemText(3, QCoreApplication.translate("PartyFields", u"\u672a\u77e5", None))
        self.sex.setItemText(4, QCoreApplication.translate("PartyFields", u"\u672a\u8bf4\u660e", None))

        self.document_kind_label.setText(QCoreApplication.translate("PartyFields", u"\u8bc1\u4ef6\u79cd\u7c7b", None))
        self.document_kind.setItemText(0, QCoreApplication.translate("PartyFields", u"\u6309\u53f7\u7801\u8bc6\u522b", None))

        self.birth_label.setText(QCoreApplication.translate("PartyFields", u"\u51fa\u751f\u65e5\u671f", None))
        self.birth.setPlaceholderText(QCoreApplication.translate("PartyFields", u"\u5982 19570312", None))
        self.ethnicity_label.setText(QCoreApplication.translate("PartyFields", u"\u6c11\u65cf", None))
        self.ethnicity.setPlaceholderText(QCoreApplication.translate("PartyFields", u"\u5982 \u6c49\u65cf", None))
        self.credit_code_label.setText(QCoreApplication.translate("PartyFields", u"\u7edf\u4e00\u793e\u4f1a\u4fe1\u7528\u4ee3\u7801", None))
        self.credit_code.setPlaceholderText(QCoreApplication.translate("PartyFields", u"18 \u4f4d", None))
        self.legal_representative_label.setText(QCoreApplication.translate("PartyFields", u"\u6cd5\u5b9a\u4ee3\u8868\u4eba\u6216\u8d1f\u8d23\u4eba", None))
        self.representative_post_label.setText(QCoreApplication.translate("PartyFields", u"\u804c\u52a1", None))
        self.account_label.setText(QCoreApplication.translate("PartyFields", u"\u6536\u6b3e\u8d26\u6237", None))
        self.account.setPlaceholderText(QCoreApplication.translate("PartyFields", u"\u5f00\u6237\u884c\u548c\u8d26\u53f7", None))
        self.occupation_label.setText(QCoreApplication.translate("PartyFields", u"\u804c\u4e1a", None))
        self.address_label.setText(QCoreApplication.translate("PartyFields", u"\u4f4f\u5740", None))
        pass
    # retranslateUi

