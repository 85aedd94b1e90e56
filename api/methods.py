"""What may be asked of an address: the answer to OPTIONS."""

from fastapi import Response

READ = "GET, HEAD, OPTIONS"
SENT = "POST, OPTIONS"
QUERIED = "GET, HEAD, POST, OPTIONS"


def allowed(methods: str, accepted: str = "") -> Response:
    """Return that an address takes some methods; `accepted` are the media types that POST takes."""
    more = {"Accept-Post": accepted} if accepted else {}
    return Response(status_code=204, headers={"Allow": methods, **more})
