"""What is said of geheim: when it is chosen, and when the link between people and answers was cut."""

from typing import Final

CHOICE: Final = (
    "<b>Geheim</b>: alleen totalen, vanaf vijf antwoorden. Na het vaststellen weet niemand meer wie wat koos."
)
NOT_CUT: Final = (
    "Na het vaststellen van een geheime ronde wordt uw naam losgemaakt van uw antwoorden. Reservekopieën en "
    "bestanden van daarvoor veranderen niet. Uw berichten bij Telegram blijven daar staan."
)
CUT: Final = "Uw antwoorden zijn losgemaakt van uw naam. Niemand kan meer zien wat u koos, u ook niet."
