"""Settings: from the environment or `.env`, prefix RONDETAFEL_, checked before anything starts.

The environment goes before the file; an empty value counts as not given. `.env.example` describes each one.
"""

import os
import re
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from dotenv import dotenv_values
from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

PREFIX = "RONDETAFEL_"

TELEGRAM = "https://api.telegram.org"

LogLevel = Literal["DEBUG", "INFO", "WARNING", "ERROR"]
LogFormat = Literal["text", "json"]

EXPECTED = {
    "telegram_token": "het token dat BotFather gaf: een getal, een dubbele punt en letters of cijfers",
    "telegram_token_file": "de naam van een bestand met het token",
    "telegram_api_url": "een adres dat begint met https:// of http://",
    "database_url": "een SQLite-bestand, bijvoorbeeld sqlite:///data/rondetafel.db",
    "facilitators": "Telegram-nummers met een komma ertussen, bijvoorbeeld 71234,98765",
    "webhook_url": "een adres dat begint met https://",
    "webhook_secret": "1 tot en met 256 letters, cijfers, streepjes of liggende streepjes",
    "web_host": "een adres om op te luisteren, bijvoorbeeld 127.0.0.1",
    "web_port": "een geheel getal van 1 tot en met 65535",
    "public_url": "een adres dat begint met https:// of http://",
    "pack": "de naam of map van een inhoudspakket, bijvoorbeeld vooronderzoek",
    "retention_days": "een geheel getal van 1 tot en met 36500",
    "log_level": f"een van {', '.join(get_args(LogLevel))}",
    "log_format": f"een van {', '.join(get_args(LogFormat))}",
}
"""What each setting takes, to complete 'verwacht wordt ...'."""

WRONG = "{name} klopt niet: verwacht wordt {expected}."
WRONG_VALUE = "{name} klopt niet: er staat ‘{value}’, maar verwacht wordt {expected}."
UNKNOWN = "{name} is geen bekende instelling; in .env.example staan ze allemaal."
UNKNOWN_LIKE = "{name} is geen bekende instelling; bedoelt u {like}?"
TWO_TOKENS = "{name} en {other} zijn allebei ingevuld; vul er één in."
FILE_UNREADABLE = "{name} wijst naar het bestand ‘{value}’, maar dat kan niet worden gelezen."
FILE_WRONG = "In het bestand ‘{value}’ van {name} staat niet één regel met het token."
WEBHOOK = "{name} is nog niet beschikbaar; laat leeg, dan haalt de bot berichten zelf op."
ENV_FILE = "Het bestand ‘{name}’ met de instellingen kan niet worden gelezen."

_TOKEN = re.compile(r"\d{1,20}:[A-Za-z0-9_-]+")
_SECRET = frozenset({"telegram_token", "webhook_secret"})
_MOST_SHOWN = 60


class WrongSetting(Exception):
    """A setting that stops the start. `name` is the setting, the text one sentence for the operator."""

    def __init__(self, sentence: str, /, **data: str) -> None:
        super().__init__(sentence.format(**data))
        self.name = data["name"]


def _matching(pattern: str) -> AfterValidator:
    compiled = re.compile(pattern)

    def check(value: Any) -> Any:
        text = value.get_secret_value() if isinstance(value, SecretStr) else value
        if text is not None and not compiled.fullmatch(text):
            raise ValueError("it does not match")
        return value

    return AfterValidator(check)


def _without_end_slash(value: str | None) -> str | None:
    return value.rstrip("/") if value is not None else None


_ADDRESS = _matching(r"https?://[^\s/?#@]+(/[^\s?#]*)?")
_STRIP = AfterValidator(_without_end_slash)


class Settings(BaseSettings):
    """All settings as they are used. Made by `load_settings`; made directly, it reads nothing by itself."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True, env_ignore_empty=True)

    telegram_token: Annotated[SecretStr | None, _matching(_TOKEN.pattern)] = None
    """None: there is no Telegram channel."""
    telegram_token_file: Path | None = None
    """Where the token came from, if from a file; `telegram_token` holds it then."""
    telegram_api_url: Annotated[str, _ADDRESS, _STRIP] = TELEGRAM
    database_url: Annotated[str, _matching(r"sqlite(\+aiosqlite)?:///[^?]+")] = "sqlite:///data/rondetafel.db"
    facilitators: Annotated[frozenset[int], NoDecode] = frozenset()
    """Telegram ids of who may start a conference; empty: the first needs a one-time code."""
    webhook_url: Annotated[str | None, _matching(r"https://[^\s]+")] = None
    webhook_secret: Annotated[SecretStr | None, _matching(r"[A-Za-z0-9_-]{1,256}")] = None
    web_host: Annotated[str, _matching(r"[^\s/]+")] = "127.0.0.1"
    web_port: Annotated[int, Field(ge=1, le=65535)] = 8080
    public_url: Annotated[str | None, _ADDRESS, _STRIP] = None
    pack: Annotated[str, _matching(r"[^\s].*")] = "vooronderzoek"
    retention_days: Annotated[int, Field(ge=1, le=36500)] = 365
    log_level: LogLevel = "INFO"
    log_format: LogFormat = "text"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """`load_settings` brings the environment, so that nothing is read behind its back."""
        return (init_settings,)


class _Given(EnvSettingsSource):
    """The fields in a mapping of environment variables that was handed over."""

    def __init__(self, given: Mapping[str, str]) -> None:
        self._given = given
        super().__init__(Settings)

    def _load_env_vars(self) -> Mapping[str, str | None]:
        return {name.lower(): value for name, value in self._given.items()}


def load_settings(environ: Mapping[str, str] | None = None, env_file: str | Path | None = ".env") -> Settings:
    """The settings, with the token read from its file. Raises WrongSetting for the first that is wrong.

    `environ` None is the process's own environment; `env_file` need not exist.
    """
    given = _read_file(env_file) | _ours(os.environ if environ is None else environ)
    _refuse_unknown(given)
    values = _Given(given)()
    if "webhook_url" in values:
        raise WrongSetting(WEBHOOK, name=_name("webhook_url"))
    if "facilitators" in values:
        values["facilitators"] = _numbers(values["facilitators"])
    if "log_level" in values:
        values["log_level"] = values["log_level"].upper()
    if "telegram_token_file" in values:
        values["telegram_token"] = _read_token(values)
    try:
        return Settings(**values)
    except ValidationError as error:
        raise _wrong(str(error.errors()[0]["loc"][0]), values) from None


def _ours(environ: Mapping[str, str | None]) -> dict[str, str]:
    """Those with our prefix that have a value: an empty one in the environment leaves the file's in force."""
    ours = {name.upper(): (value or "").strip() for name, value in environ.items() if name.upper().startswith(PREFIX)}
    return {name: value for name, value in ours.items() if value}


def _read_file(env_file: str | Path | None) -> dict[str, str]:
    if env_file is None or not Path(env_file).exists():
        return {}
    try:
        with Path(env_file).open(encoding="utf-8") as stream:
            return _ours(dotenv_values(stream=stream, interpolate=False))
    except (OSError, UnicodeDecodeError):
        raise WrongSetting(ENV_FILE, name=str(env_file)) from None


def _refuse_unknown(given: Mapping[str, str]) -> None:
    known = [_name(field) for field in Settings.model_fields]
    for name in sorted(given):
        if name in known:
            continue
        like = get_close_matches(name, known, n=1, cutoff=0.8)
        if like:
            raise WrongSetting(UNKNOWN_LIKE, name=name, like=like[0])
        raise WrongSetting(UNKNOWN, name=name)


def _read_token(values: Mapping[str, Any]) -> str:
    name = _name("telegram_token_file")
    if "telegram_token" in values:
        raise WrongSetting(TWO_TOKENS, name=_name("telegram_token"), other=name)
    path = values["telegram_token_file"]
    try:
        token = Path(path).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        raise WrongSetting(FILE_UNREADABLE, name=name, value=path) from None
    if not _TOKEN.fullmatch(token):
        raise WrongSetting(FILE_WRONG, name=name, value=path)
    return token


def _numbers(text: str) -> frozenset[int]:
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not all(re.fullmatch(r"[1-9][0-9]{0,18}", part) for part in parts):
        raise _wrong("facilitators", {"facilitators": text})
    return frozenset(int(part) for part in parts)


def _wrong(field: str, values: Mapping[str, Any]) -> WrongSetting:
    """The sentence for a field; a secret's value is not repeated."""
    value = str(values.get(field, ""))
    if field in _SECRET or len(value) > _MOST_SHOWN:
        return WrongSetting(WRONG, name=_name(field), expected=EXPECTED[field])
    return WrongSetting(WRONG_VALUE, name=_name(field), value=value, expected=EXPECTED[field])


def _name(field: str) -> str:
    return PREFIX + field.upper()
