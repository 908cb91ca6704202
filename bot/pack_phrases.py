"""What the `pack` commands say: Dutch help texts and sentences."""

HELP = "Packs: wat een conferentie vraagt, als YAML in een map."
HELP_LIST = "Noem de packs die worden meegeleverd."
HELP_CHECK = "Controleer een pack; zonder PAD alle meegeleverde. Elke fout staat op één regel, met bestand en regel."
HELP_SCHEMA = "Schrijf de vorm van een pack als JSON Schema."
HELP_NEW = "Maak een klein pack om mee te beginnen in een nieuwe of lege map."
HELP_PATH = "De map van een pack, of de id van een meegeleverd pack."
HELP_FOLDER = "De map die wordt gemaakt."


def listed(*, pack_id: str, version: str, title: str) -> str:
    """A shipped pack on one line."""
    return f"{pack_id} {version}  {title}"


def in_order(*, pack_id: str, version: str, phases: int, rounds: int, items: int) -> str:
    """A pack without faults."""
    return f"{pack_id} {version} is in orde: {phases} fasen, {rounds} rondes, {items} onderwerpen."


def counted(*, faults: int) -> str:
    """The last line under the faults."""
    return "1 fout gevonden." if faults == 1 else f"{faults} fouten gevonden."


def made(*, folder: str) -> str:
    """A starter pack was written."""
    return f"Gemaakt: {folder}. Controleer het met: rondetafel pack check {folder}"


def not_empty(*, folder: str) -> str:
    """There is something in the way."""
    return f"{folder} bestaat al en is geen lege map; er is niets geschreven."


def not_written(*, folder: str) -> str:
    """The disk refused."""
    return f"{folder} is niet te schrijven."
