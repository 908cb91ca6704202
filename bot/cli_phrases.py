"""Texts of the command line."""

from typing import Final

HELP: Final = "Rondetafel: leidt besturen van gemeenten door het vooronderzoek naar samenwerking."
HELP_RUN: Final = "Start de bot."
HELP_EXPORT: Final = "Maak de bestanden van een conferentie."
HELP_EXPORT_NAME: Final = "Naam of nummer van de conferentie; leeg als er maar één is."
HELP_EXPORT_FOLDER: Final = "Map waarin de bestanden komen."
HELP_VERIFY: Final = "Reken de bestanden van een conferentie na."
HELP_DEMO: Final = "Speel een hele conferentie met nagebootste bestuurders."
HELP_DEMO_TOWNS: Final = "Aantal gemeenten."
HELP_DEMO_VOTERS: Final = "Aantal bestuurders samen."
HELP_DEMO_SEED: Final = "Hetzelfde getal geeft dezelfde uitkomst."

DEMO_TOO_FEW: Final = "Er zijn minstens zoveel deelnemers als gemeenten nodig."
WRONG_USE: Final = "Verkeerd gebruik: {message} Met --help ziet u wat er kan."
ALREADY_RUNNING: Final = "De map {path} is al in gebruik door een ander proces van Rondetafel. Stop dat eerst."
WRONG_DATABASE: Final = (
    "De database {path} is van een nieuwere versie of is geen database van Rondetafel. "
    "Gebruik de nieuwste versie, of wijs met RONDETAFEL_DATABASE_URL een andere aan."
)
CORRUPT: Final = "De database {path} is beschadigd. Zet een reservekopie van dit bestand terug en start opnieuw."
NO_STORAGE: Final = (
    "De database kan niet worden geopend. Controleer RONDETAFEL_DATABASE_URL, de rechten en de ruimte."
)
INVALID_TOKEN: Final = "Telegram kent dit token niet. Controleer RONDETAFEL_TELEGRAM_TOKEN."
NO_TOKEN: Final = (
    "RONDETAFEL_TELEGRAM_TOKEN is niet ingevuld. Zonder token is er nog geen kanaal om te starten; "
    "de browser volgt later. Zie .env.example."
)
PACK_UNREADABLE: Final = "Het inhoudspakket {name} (RONDETAFEL_PACK) kan niet worden gebruikt."
RUNNING: Final = "Rondetafel draait als @{username}. Stop met Ctrl-C."
FIRST_CODE: Final = "Eenmalige code voor de eerste conferentie: {code}. Stuur aan de bot: /nieuw {code}"
NO_CONFERENCES: Final = "er is nog geen conferentie"
WHICH_CONFERENCE: Final = "Welke conferentie? Kies uit: {names}."
NOT_WRITTEN: Final = "De bestanden kunnen niet worden geschreven in {folder}. Er is niets gewijzigd."
EXPORTED: Final = "De bestanden staan in {folder}."
