"""HTTP for python-telegram-bot over aiohttp: kept-alive connections, one pool, and its own errors for theirs.

httpx, which python-telegram-bot comes with, is what limits it: its pool is quadratic in the number of
requests that wait. A URL of the Bot API holds the token, so no error or log line made here repeats a URL.
"""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

import aiohttp

# the types in the signature of BaseRequest.do_request have no public names
from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import ODVInput
from telegram.error import BadRequest, NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

FORM = "application/x-www-form-urlencoded"
KEEP_ALIVE = 20.0
"""Seconds that an idle connection is kept: shorter than servers do, so that a POST never meets a closing one."""

Timeout = ODVInput[float]


class AiohttpRequest(BaseRequest):
    """One pool of at most `connections` to one Bot API server. All times are in seconds; None is no limit.

    A POST is bounded as a whole (waiting for a connection, connecting, sending, and reading); a download
    by the silence between two pieces. Sending with files may take `upload_timeout` instead of `write_timeout`.
    `trust_env` takes proxies from HTTPS_PROXY and its kin. Raises TimedOut when a bound is passed and
    NetworkError for anything else that keeps an answer from coming; BadRequest for parameters that JSON cannot hold.
    """

    def __init__(
        self,
        *,
        connections: int = 256,
        read_timeout: float | None = 10.0,
        write_timeout: float | None = 5.0,
        connect_timeout: float | None = 5.0,
        pool_timeout: float | None = 5.0,
        upload_timeout: float | None = 60.0,
        trust_env: bool = False,
    ) -> None:
        self._connections = connections
        self._read = read_timeout
        self._write = write_timeout
        self._connect = connect_timeout
        self._pool = pool_timeout
        self._upload = upload_timeout
        self._trust_env = trust_env
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """The default, as python-telegram-bot wants to know it for long polling."""
        return self._read

    async def initialize(self) -> None:
        """Open the pool. Doing so twice is harmless: a bot opens its two requests, which may be this one."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=KEEP_ALIVE),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                trust_env=self._trust_env,
            )

    async def shutdown(self) -> None:
        """Close the pool and all its connections."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(  # noqa: PLR0917 - the signature is python-telegram-bot's
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Timeout = BaseRequest.DEFAULT_NONE,
        write_timeout: Timeout = BaseRequest.DEFAULT_NONE,
        connect_timeout: Timeout = BaseRequest.DEFAULT_NONE,
        pool_timeout: Timeout = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Status and body of the answer, whatever the status is."""
        if self._session is None:
            raise NetworkError("The transport is not open")
        with_files = request_data is not None and request_data.contains_files
        connect = _given(connect_timeout, self._connect)
        pool = _given(pool_timeout, self._pool)
        write = _given(write_timeout, self._upload if with_files else self._write)
        read = _given(read_timeout, self._read)
        if method == "POST":
            bounds = aiohttp.ClientTimeout(total=_sum(pool, connect, write, read), sock_connect=connect)
        else:
            waiting = _sum(pool, connect)
            bounds = aiohttp.ClientTimeout(total=None, connect=waiting, sock_connect=connect, sock_read=read)
        try:
            body, headers = _body(request_data)
        except (TypeError, ValueError) as error:
            # not a NetworkError: trying again would not help
            raise BadRequest("The parameters cannot be written as JSON") from error
        return await self._exchange(self._session, url, method, data=body, headers=headers, timeout=bounds)

    @staticmethod
    async def _exchange(session: aiohttp.ClientSession, url: str, method: str, **given: Any) -> tuple[int, bytes]:
        try:
            address = URL(url, encoded=True)
            async with session.request(method, address, allow_redirects=False, **given) as response:
                return response.status, await response.read()
        except TimeoutError as error:
            raise TimedOut from error
        except (aiohttp.InvalidURL, ValueError):
            # its text is the URL, so neither text nor cause may go on
            raise NetworkError("InvalidURL") from None
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(type(error).__name__) from error


def _given(value: Timeout, default: float | None) -> float | None:
    return default if isinstance(value, DefaultValue) else value


def _sum(*parts: float | None) -> float | None:
    return None if None in parts else sum(part for part in parts if part is not None)


def _body(request_data: RequestData | None) -> tuple[bytes | aiohttp.FormData | None, dict[str, str]]:
    """A form, as every Bot API server takes it; with files as multipart."""
    if request_data is None:
        return None, {}
    parameters = request_data.json_parameters
    if not request_data.contains_files:
        return (_form(parameters), {"Content-Type": FORM}) if parameters else (None, {})
    # quoting would show a space in a file's name as %20 to whoever receives it
    form = aiohttp.FormData(quote_fields=False)
    for name, value in parameters.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in request_data.multipart_data.items():
        # aiohttp warns of bytes of more than a megabyte, as they go out in one piece
        stream = BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(name, stream, filename=_one_line(filename), content_type=kind)
    return form, {}


def _form(parameters: Mapping[str, str]) -> bytes:
    """As `urllib.parse.urlencode` writes it, a few signs aside that need no quoting, in a fifth of the time.

    Raises ValueError for half of a surrogate pair, which would be left out silently.
    """
    "".join(parameters.values()).encode()
    return URL.build(query=parameters).raw_query_string.encode()


def _one_line(filename: str) -> str:
    """Without control characters, which would end the header that carries it."""
    return "".join(sign for sign in filename if sign.isprintable())
