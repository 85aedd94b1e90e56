"""Signs nanopublications with a key (RSA), by which their addresses change.

Source: https://nanopub.net/guidelines/working_draft/: an address that ends in a hash of all that
stands in the nanopublication (a trusty URI), and a signature in its publication info. A library
does both; it is an extra, and is only loaded where something is signed.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ofmkg.errors import DataError, UsageError
from ofmkg.graph.nanopublications import apart

if TYPE_CHECKING:
    from nanopub.profile import Profile

_BITS = 2048  # less is no longer held to be safe


def signer(key: Path) -> "Profile":
    """Return whose key a file holds: PEM, or as the tools of nanopublications keep it.

    Raises UsageError where the extra is not installed, and DataError where the file holds no
    private key that is safe enough.
    """
    try:
        from Crypto.PublicKey import RSA
        from nanopub.profile import Profile, format_key
    except ImportError as error:
        raise UsageError(
            f"Signing needs {error.name}, which is not installed: pip install 'ofmkg[nanopub]'."
        ) from error
    try:
        text = key.read_text(encoding="ascii").strip()
        if not text.startswith("-----"):
            text = f"-----BEGIN PRIVATE KEY-----\n{text}\n-----END PRIVATE KEY-----"
        found = RSA.import_key(text)
    except OSError as error:
        raise DataError(f"{key}: cannot be read ({error.strerror or error}).") from error
    except (ValueError, IndexError, TypeError) as error:
        raise DataError(
            f"{key}: holds no private RSA key without a password. Give a PEM file, or the key that "
            "the tools of nanopublications made."
        ) from error
    if not found.has_private():
        raise DataError(f"{key}: holds a public key, and it takes the private one to sign.")
    if found.size_in_bits() < _BITS:
        raise DataError(
            f"{key}: a key of {found.size_in_bits()} bits; take one of {_BITS} or more."
        )
    public = found.publickey()  # type: ignore[no-untyped-call]
    return Profile(
        orcid_id="",
        name="",
        private_key=format_key(found.export_key("PEM", pkcs=8).decode()),
        public_key=format_key(public.export_key().decode()),
    )


def signed(quads: Iterable[ox.Quad], profile: "Profile") -> Iterator[ox.Quad]:
    """Yield nanopublications (their statements, one after the other) with their signatures."""
    for address, own in groupby(quads, apart):
        yield from _one(address, own, profile)


def _one(address: str, quads: Iterable[ox.Quad], profile: "Profile") -> Iterator[ox.Quad]:
    """Yield one nanopublication with its signature, and with the address that follows from it."""
    import rdflib
    from nanopub.sign_utils import add_signature

    # What the library signs has names of parts behind a slash, which become those behind a number
    # sign once the hash stands before them.
    graph = rdflib.ConjunctiveGraph()
    lines = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
    unsigned = lines.decode().replace(f"<{address}#", f"<{address}/")
    graph.parse(data=unsigned, format="nquads")
    about = graph.get_context(rdflib.URIRef(f"{address}/publication"))
    done = add_signature(graph, profile, rdflib.Namespace(f"{address}/"), about)
    yield from sorted(
        ox.parse(done.serialize(format="nquads"), format=ox.RdfFormat.N_QUADS), key=str
    )
