"""What comes in over HTTP: the values of a call, however the client wrote them (query, form, multipart, JSON)."""

import json
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader
from aiohttp.web import BaseRequest
from yarl import URL

from bot.rehearsal.files import Upload
from bot.rehearsal.objects import to_text
from bot.rehearsal.rules import Refusal

MAX_UPLOAD = 50 * 1024 * 1024
NOT_UTF8 = "Bad Request: strings must be encoded in UTF-8"

Values = dict[str, Any]


class Arguments:
    """The values of one call. Forms bring numbers and objects as text, JSON bodies bring them as they are."""

    __slots__ = ("files", "values")

    def __init__(self, values: Values, files: dict[str, Upload]) -> None:
        self.values = values
        self.files = files

    def has(self, name: str) -> bool:
        """Whether it was given and is not empty."""
        return self.values.get(name) not in (None, "")

    def text(self, name: str) -> str:
        """Empty when it was not given; numbers and objects as text."""
        value = self.values.get(name)
        if value is None:
            return ""
        if isinstance(value, bool):
            return "true" if value else "false"
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

    def integer(self, name: str, default: int = 0) -> int:
        """Telegram reads what is no number as the default."""
        try:
            return int(self.values.get(name, default))
        except (TypeError, ValueError):
            return default

    def flag(self, name: str) -> bool:
        return self.text(name).lower() in {"true", "yes", "1"}

    def structure(self, name: str, *, called: str) -> Any:
        """A list or an object, None when it was not given. Refused when it is no JSON; `called` names it there."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            return value
        try:
            return _parsed(value)
        except ValueError:
            raise Refusal(400, f"Bad Request: can't parse {called} JSON object") from None

    def upload(self, name: str) -> Upload | None:
        """A file in a part of this name, or in the part that attach:// names."""
        value = self.text(name)
        if value.startswith("attach://"):
            return self.files.get(value.removeprefix("attach://"))
        return self.files.get(name)


async def read_arguments(request: BaseRequest, query: str) -> Arguments:
    """`query` is what stands behind the question mark. Refused when the body is no JSON object or is too large."""
    values: Values = dict(parse_qsl(query, keep_blank_values=True))
    files: dict[str, Upload] = {}
    kind = request.headers.get("Content-Type", "")
    if kind.startswith("multipart/"):
        await _read_parts(request.clone(client_max_size=2 * MAX_UPLOAD), values, files)  # else a megabyte
    elif request.body_exists:
        body = await request.content.read()
        if len(body) > MAX_UPLOAD:
            raise Refusal(413, "Request Entity Too Large")
        if kind.startswith("application/json"):
            values |= _read_json(body)
        elif body:
            # parse_qsl gives the same, in thirty times the time
            values.update(URL.build(query_string=body.decode("utf-8", "replace"), encoded=True).query.items())
    return Arguments(values, files)


def _read_json(body: bytes) -> Values:
    try:
        values = _parsed(body.decode()) if body else {}
    except UnicodeDecodeError:
        raise Refusal(400, NOT_UTF8) from None
    except ValueError:
        values = None
    if not isinstance(values, dict):
        raise Refusal(400, "Bad Request: can't parse JSON object")
    return values


def _parsed(text: str) -> Any:
    """Raises ValueError. Half of a surrogate pair, which JSON can bring, is refused."""
    value = json.loads(text)
    if "\\ud" in text.lower():
        try:
            to_text(value).encode()
        except UnicodeEncodeError:
            raise Refusal(400, NOT_UTF8) from None
    return value


async def _read_parts(request: BaseRequest, values: Values, files: dict[str, Upload]) -> None:
    total = 0
    reader = await request.multipart()
    while (part := await reader.next()) is not None:
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        data = bytes(await part.read())
        total += len(data)
        if total > MAX_UPLOAD:
            raise Refusal(413, "Request Entity Too Large")
        if part.filename is None:
            values[part.name] = data.decode("utf-8", "replace")
        else:
            files[part.name] = Upload(name=part.filename, data=data)
