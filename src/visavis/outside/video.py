"""Links into rooms of a Jitsi Meet server that asks for tokens (its Prosody plugin `token_verification`).

A link is made when it is asked for and kept nowhere. Its token names one room, one name and a few minutes; it says
who is moderator, and that nothing may be recorded, streamed or written down. The service never speaks with that
server: a person's browser brings the token.
"""

import hmac
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlencode, urlsplit

import jwt


@dataclass(frozen=True, slots=True)
class Server:
    """A server that accepts tokens signed with ``secret`` for ``app``. ``url``: https, without a slash behind."""

    url: str
    app: str
    secret: str = field(repr=False)


LIVES = timedelta(minutes=10)
SKEW = timedelta(seconds=30)
"""How far two machines' clocks may stand apart."""
FORBIDDEN = (
    "recording", "livestreaming", "transcription", "file-upload", "outbound-call",
    "sip-outbound-call", "inbound-call", "sip-inbound-call",
)  # fmt: skip
PAGE = {
    "config.prejoinConfig.enabled": "true",  # camera, sound and background are looked at before anybody sees them
    "config.disableInviteFunctions": "true",
    "config.localRecording.disable": "true",
    "config.disableDeepLinking": "true",
}


def meeting_room(server: Server, contact: str) -> str:
    """The name of a talk's own room: 128 bits that only we can make, the same for everyone who is let in."""
    return _name(server, "meeting", contact)


def trying_room(server: Server, room: str) -> str:
    """Where a person tries camera and sound, alone."""
    return _name(server, "trying", room)


def _name(server: Server, *parts: str) -> str:
    return hmac.digest(server.secret.encode(), "\n".join(parts).encode(), "sha256").hex()[:32]


def link(
    server: Server, room: str, name: str, now: datetime, until: datetime, *, moderator: bool = False
) -> str:
    """The address of ``room`` for one person, from ``now`` on for some minutes, and never after ``until``."""
    token = jwt.encode(
        {
            "aud": server.app,
            "iss": server.app,
            "sub": urlsplit(server.url).hostname,
            "room": room,
            "iat": now,
            "nbf": now - SKEW,
            "exp": min(now + LIVES, until),
            "context": {
                "user": {  # the plugin wants texts here
                    "name": name,
                    "moderator": "true" if moderator else "false",
                    "affiliation": "owner" if moderator else "member",
                },
                "features": dict.fromkeys(FORBIDDEN, False),
            },
        },
        server.secret,
        algorithm="HS256",
    )
    return f"{server.url}/{room}?{urlencode({'jwt': token})}#{urlencode(PAGE)}"
