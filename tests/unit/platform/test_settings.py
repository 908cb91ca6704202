"""Settings: what is taken, and the one sentence that names what is wrong."""

from pathlib import Path

import pytest

from bot.settings import PREFIX, Settings, WrongSetting, load_settings

EXAMPLE = Path(__file__).parents[3] / ".env.example"
TOKEN = "7000000001:AArehearsal-of-a-platform-00000000"


def load(**given: str) -> Settings:
    return load_settings({PREFIX + name: value for name, value in given.items()}, None)


def sentence(**given: str) -> str:
    with pytest.raises(WrongSetting) as raised:
        load(**given)
    return str(raised.value)


def test_nothing_given_gives_the_defaults() -> None:
    settings = load()

    assert settings.model_dump() == {
        "telegram_token": None,
        "telegram_token_file": None,
        "telegram_api_url": "https://api.telegram.org",
        "database_url": "sqlite:///data/rondetafel.db",
        "facilitators": frozenset(),
        "webhook_url": None,
        "webhook_secret": None,
        "web_host": "127.0.0.1",
        "web_port": 8080,
        "public_url": None,
        "pack": "vooronderzoek",
        "retention_days": 365,
        "log_level": "INFO",
        "log_format": "text",
    }


def test_example_names_every_setting_and_gives_the_defaults() -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    named = [line.partition("=")[0] for line in lines if line.startswith(PREFIX)]

    assert sorted(named) == sorted(PREFIX + field.upper() for field in Settings.model_fields)
    assert load_settings({}, EXAMPLE) == load()


def test_values_are_read() -> None:
    settings = load(
        TELEGRAM_TOKEN=TOKEN,
        TELEGRAM_API_URL="http://127.0.0.1:8081/",
        FACILITATORS=" 71234, 98765 ,",
        WEB_PORT="9000",
        LOG_LEVEL="debug",
        LOG_FORMAT="json",
    )

    assert settings.telegram_token is not None
    assert settings.telegram_token.get_secret_value() == TOKEN
    assert settings.telegram_api_url == "http://127.0.0.1:8081"
    assert settings.facilitators == {71234, 98765}
    assert (settings.web_port, settings.log_level, settings.log_format) == (9000, "DEBUG", "json")
    assert TOKEN not in repr(settings)


def test_environment_goes_before_the_file_and_empty_counts_as_not_given(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text(
        "RONDETAFEL_WEB_PORT=1\nRONDETAFEL_WEB_HOST='::1'\nRONDETAFEL_PACK=a\nOTHER=x\n", encoding="utf-8"
    )

    settings = load_settings({PREFIX + "WEB_PORT": "2", PREFIX + "WEB_HOST": "", "PATH": "/bin"}, file)

    assert (settings.web_port, settings.web_host, settings.pack) == (2, "::1", "a")


def test_file_that_is_not_there_is_no_fault(tmp_path: Path) -> None:
    assert load_settings({}, tmp_path / ".env") == load()


def test_token_comes_from_its_file(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}\n", encoding="utf-8")

    settings = load(TELEGRAM_TOKEN_FILE=str(file))

    assert settings.telegram_token is not None
    assert settings.telegram_token.get_secret_value() == TOKEN


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("WEB_PORT", "0", "een geheel getal van 1 tot en met 65535"),
        ("WEB_PORT", "abc", "een geheel getal van 1 tot en met 65535"),
        ("RETENTION_DAYS", "-1", "een geheel getal van 1 tot en met 36500"),
        ("FACILITATORS", "71234;5", "Telegram-nummers met een komma ertussen, bijvoorbeeld 71234,98765"),
        ("FACILITATORS", "-100", "Telegram-nummers met een komma ertussen, bijvoorbeeld 71234,98765"),
        ("TELEGRAM_API_URL", "api.telegram.org", "een adres dat begint met https:// of http://"),
        ("PUBLIC_URL", "ftp://x", "een adres dat begint met https:// of http://"),
        ("DATABASE_URL", "postgresql://x/y", "een SQLite-bestand, bijvoorbeeld sqlite:///data/rondetafel.db"),
        ("LOG_LEVEL", "VEEL", "een van DEBUG, INFO, WARNING, ERROR"),
        ("LOG_FORMAT", "xml", "een van text, json"),
    ],
)
def test_wrong_value_is_named_with_what_is_expected(name: str, value: str, expected: str) -> None:
    said = sentence(**{name: value})

    assert said == f"RONDETAFEL_{name} klopt niet: er staat ‘{value}’, maar verwacht wordt {expected}."


@pytest.mark.parametrize(("name", "value"), [("TELEGRAM_TOKEN", "geheim token"), ("WEBHOOK_SECRET", "geheim token")])
def test_wrong_secret_is_named_and_not_repeated(name: str, value: str) -> None:
    said = sentence(**{name: value})

    assert said.startswith(f"RONDETAFEL_{name} klopt niet: verwacht wordt ")
    assert "geheim token" not in said


def test_unknown_name_is_refused_with_what_it_looks_like() -> None:
    assert sentence(FACILITATOR="1") == (
        "RONDETAFEL_FACILITATOR is geen bekende instelling; bedoelt u RONDETAFEL_FACILITATORS?"
    )
    assert sentence(KLEUR="rood") == "RONDETAFEL_KLEUR is geen bekende instelling; in .env.example staan ze allemaal."


def test_unknown_name_in_the_file_is_refused_too(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("RONDETAFEL_WEBPORT=1\n", encoding="utf-8")

    with pytest.raises(
        WrongSetting, match="RONDETAFEL_WEBPORT is geen bekende instelling; bedoelt u RONDETAFEL_WEB_PORT"
    ):
        load_settings({}, file)


def test_two_tokens_are_refused(tmp_path: Path) -> None:
    assert sentence(TELEGRAM_TOKEN=TOKEN, TELEGRAM_TOKEN_FILE=str(tmp_path / "t")) == (
        "RONDETAFEL_TELEGRAM_TOKEN en RONDETAFEL_TELEGRAM_TOKEN_FILE zijn allebei ingevuld; vul er één in."
    )


def test_token_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    path = str(tmp_path / "nergens")

    assert sentence(TELEGRAM_TOKEN_FILE=path) == (
        f"RONDETAFEL_TELEGRAM_TOKEN_FILE wijst naar het bestand ‘{path}’, maar dat kan niet worden gelezen."
    )


def test_token_file_without_a_token_is_refused_and_its_content_not_repeated(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("wachtwoord", encoding="utf-8")

    assert sentence(TELEGRAM_TOKEN_FILE=str(file)) == (
        f"In het bestand ‘{file}’ van RONDETAFEL_TELEGRAM_TOKEN_FILE staat niet één regel met het token."
    )


def test_webhook_is_refused_for_now() -> None:
    assert sentence(WEBHOOK_URL="https://example.nl/hook", WEBHOOK_SECRET="s3cret") == (
        "RONDETAFEL_WEBHOOK_URL is nog niet beschikbaar; laat leeg, dan haalt de bot berichten zelf op."
    )


def test_settings_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_bytes(b"RONDETAFEL_PACK=\xff\xfe")

    with pytest.raises(WrongSetting) as raised:
        load_settings({}, file)

    assert str(raised.value) == f"Het bestand ‘{file}’ met de instellingen kan niet worden gelezen."
