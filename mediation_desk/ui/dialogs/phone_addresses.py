"""The addresses of this machine that a phone in the same room can reach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtNetwork import QAbstractSocket, QNetworkInterface

from mediation_desk.phone.offer import require_address
from mediation_desk.terms.refusal import Refusal

_KINDS: Final = {
    QNetworkInterface.InterfaceType.Wifi: "无线网",
    QNetworkInterface.InterfaceType.Ethernet: "网线",
}
_FIRST: Final = QNetworkInterface.InterfaceType.Wifi
_UP: Final = QNetworkInterface.InterfaceFlag.IsUp | QNetworkInterface.InterfaceFlag.IsRunning


@dataclass(frozen=True, slots=True)
class PhoneAddress:
    """One address, and the words by which a person knows the network it is in."""

    address: str
    words: str


def house_addresses() -> tuple[PhoneAddress, ...]:
    """Addresses inside the house, of wireless networks first: never the machine's own loop, never a public one."""
    cards = [card for card in QNetworkInterface.allInterfaces() if _is_up(card)]
    cards.sort(key=lambda card: card.type() != _FIRST)
    return tuple(one for card in cards for one in _of_card(card))


def _is_up(card: QNetworkInterface) -> bool:
    flags = card.flags()
    return (flags & _UP) == _UP and not flags & QNetworkInterface.InterfaceFlag.IsLoopBack


def _of_card(card: QNetworkInterface) -> list[PhoneAddress]:
    kind, found = _KINDS.get(card.type(), "网络"), []
    for entry in card.addressEntries():
        address = entry.ip()
        if address.protocol() != QAbstractSocket.NetworkLayerProtocol.IPv4Protocol:
            continue  # the local ones of IPv6 change their names from network to network
        words = address.toString()
        if _is_inside(words):
            found.append(PhoneAddress(words, f"{words}（{kind} {card.humanReadableName()}）"))
    return found


def _is_inside(words: str) -> bool:
    try:
        require_address(words)
    except Refusal:
        return False
    return True
