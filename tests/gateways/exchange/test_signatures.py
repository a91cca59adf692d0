"""RFC 9421: the published examples, and every way in which a signature may fail."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from jiaxin.gateways.exchange import signatures
from jiaxin.gateways.exchange.keys import Key
from jiaxin.gateways.exchange.signatures import Request, Response, SignatureRefused, component
from jiaxin.gateways.exchange.structured import InnerList

# RFC 9421, appendix B.1.4 (a key published for tests) and B.2.6 (a request signed with it).
PUBLISHED_KEY = b"""-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF
-----END PRIVATE KEY-----
"""
PUBLISHED_INPUT = (
    'sig-b26=("date" "@method" "@path" "@authority" "content-type" "content-length")'
    ';created=1618884473;keyid="test-key-ed25519"'
)
PUBLISHED_SIGNATURE = (
    "sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u"
    "02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:"
)
HEADERS = {
    "host": "example.com",
    "date": "Tue, 20 Apr 2021 02:07:55 GMT",
    "content-type": "application/json",
    "content-digest": (
        "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrI"
        "iYllu7BNNyealdVLvRwEmTHWXvJwew==:"
    ),
    "content-length": "18",
}


def published_key() -> Key:
    private = load_pem_private_key(PUBLISHED_KEY, None)
    assert isinstance(private, Ed25519PrivateKey)
    public = private.public_key().public_bytes_raw()
    return Key("test-key-ed25519", "sig", public, private.private_bytes_raw())


def published(**changed: str) -> Request:
    headers = {**HEADERS, "signature-input": PUBLISHED_INPUT, "signature": PUBLISHED_SIGNATURE}
    return Request("POST", "example.com", "/foo", headers | changed)


def verify(request: Request) -> None:
    signed = signatures.signed_parts(request, "sig-b26")
    signatures.verify(request, signed, published_key(), "sig-b26")


def test_the_published_ed25519_signature_holds() -> None:
    verify(published())


def test_the_published_ed25519_signature_is_made_the_same() -> None:
    request = published()
    signed = signatures.signed_parts(request, "sig-b26")

    made = signatures.sign(request, signed, published_key(), "sig-b26")

    assert made == {"signature-input": PUBLISHED_INPUT, "signature": PUBLISHED_SIGNATURE}


def test_the_published_base_is_made_the_same() -> None:
    request = published()
    base = signatures.signature_base(request, signatures.signed_parts(request, "sig-b26"))

    assert base.decode() == (
        '"date": Tue, 20 Apr 2021 02:07:55 GMT\n"@method": POST\n"@path": /foo\n'
        '"@authority": example.com\n"content-type": application/json\n"content-length": 18\n'
        f'"@signature-params": {PUBLISHED_INPUT.removeprefix("sig-b26=")}'
    )


@pytest.mark.parametrize(
    "changed",
    [
        {"date": "Tue, 20 Apr 2021 02:07:56 GMT"},
        {"content-type": "application/jose"},
        {"signature": PUBLISHED_SIGNATURE.replace("wqcA", "wqcB")},
        {"signature": "sig-b26=1"},
        {"signature": "other=:AAAA:"},
        {"signature": "sig-b26=("},
        {"signature-input": PUBLISHED_INPUT.replace("1618884473", "1618884474")},
        {"signature-input": PUBLISHED_INPUT.replace('"date" ', '"date" "date" ')},
        {"signature-input": PUBLISHED_INPUT.replace('"date"', '"x-not-there"')},
        {"signature-input": PUBLISHED_INPUT.replace('"date"', '"date";sf')},
        {"signature-input": PUBLISHED_INPUT.replace('"@path"', '"@status"')},
        {"signature-input": PUBLISHED_INPUT.replace('"@path"', '"@path";req')},
        {"signature-input": PUBLISHED_INPUT.replace('"date"', '"Date"')},
        {"signature-input": "sig-b26=1"},
        {"signature-input": ""},
    ],
)
def test_anything_changed_is_refused(changed: dict[str, str]) -> None:
    with pytest.raises(SignatureRefused):
        verify(published(**changed))


def test_another_path_or_host_is_refused() -> None:
    request = published()
    for moved in (
        Request("POST", "example.com", "/bar", request.headers),
        Request("POST", "example.org", "/foo", request.headers),
        Request("PUT", "example.com", "/foo", request.headers),
    ):
        with pytest.raises(SignatureRefused):
            verify(moved)


def test_a_response_covers_parts_of_its_request() -> None:
    # The example of RFC 9421, section 2.4, with the request's signature among the parts.
    request = published()
    parts = (
        component("@status"),
        component("@method", req=True),
        component("signature", req=True, key="sig-b26"),
    )
    response = Response(200, {}, request)

    base = signatures.signature_base(response, InnerList(parts, {"created": 1})).decode()

    assert base == (
        '"@status": 200\n"@method";req: POST\n'
        f'"signature";req;key="sig-b26": {PUBLISHED_SIGNATURE.removeprefix("sig-b26=")}\n'
        '"@signature-params": ("@status" "@method";req "signature";req;key="sig-b26");created=1'
    )


def test_a_digest_fits_its_body_and_no_other() -> None:
    field = signatures.content_digest(b'{"hello": "world"}', "intl")
    # RFC 9530, appendix D, has this very body and digest.
    assert field == "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:"

    signatures.check_digest(field, b'{"hello": "world"}', "intl")
    for wrong in (None, "", "sha-256=1", "sha-512=:AAAA:", "sha-256=("):
        with pytest.raises(SignatureRefused):
            signatures.check_digest(wrong, b'{"hello": "world"}', "intl")
    with pytest.raises(SignatureRefused):
        signatures.check_digest(field, b'{"hello": "World"}', "intl")


def test_a_digest_among_others_is_found() -> None:
    raw = base64.b64encode(b"x" * 64).decode()
    field = f"sha-512=:{raw}:, {signatures.content_digest(b'a', 'intl')}"

    signatures.check_digest(field, b"a", "intl")
