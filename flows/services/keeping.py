"""What every service on the list of people is made with."""

import base64
import hashlib

from flows.pack.form import Pack
from flows.ports import Clock, Randomness, Store


class Keeping:
    """The base of the services that keep the list: where it is stored, the time, and where new ids come from."""

    def __init__(self, store: Store, *, clock: Clock, randomness: Randomness, pack: Pack) -> None:
        self._store = store
        self._clock = clock
        self._randomness = randomness
        self._pack = pack

    def _new_id(self) -> str:
        """Twelve characters, as button data takes them."""
        return base64.b32encode(self._randomness.token_bytes(10)).decode().lower()[:12]


def digest(token: str) -> str:
    """SHA-256 as hex: all that is kept of a token or a code."""
    return hashlib.sha256(token.encode()).hexdigest()
