"""Every address is closed, except a list; the first word of an address names whose it is."""

from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.module_loading import import_string

from jiaxin.trust.access.roles import CONSOLE, FIRM, HOLDS, Role
from jiaxin.trust.identity.rules import App

# Whose pages they are: an address, its names, and the roles of whoever is signed in there.
PORTALS: dict[str, frozenset[Role]] = {
    "worker": frozenset({Role.WORKER}),
    "consumer": frozenset({Role.CONSUMER}),
    "console": CONSOLE,
    "firm": FIRM,
}
# Open to everyone, and why that is right.
OPEN = {
    "alive": "load balancers ask without signing in",
    "ready": "the same, with every part",
    "parts:size": "a reader of public pages may want large text",
    "parts:language": "and her own language",
    "public:start": "the way in",
    "public:about": "how it works is for everyone to read before signing in",
    "public:privacy": "what is kept, likewise",
    "public:person": "whoever was refused is told what it means, and who looks anew",
    "public:exam": "what each class of examination holds, and everybody's duties, likewise",
    "public:firms": "anyone looks for a firm, free and without signing in",
    "public:firm": "a firm's record is public",
    "public:cards": "whoever let herself be found is found without signing in",
    "public:card": "so is what she chose to show, while she lets it be",
    "public:card_photo": "and the photo that she chose for it",
    "public:scanned": "any scanner leads here; it says valid or not, and never a name",
    "public:shared": "where a share link leads: to the same",
    "public:found": "the same, for the quarter of an hour in which one may ask",
    "public:check": "a typed short code says what a scanned one does",
    "public:photo": "so does a photo of it",
    "public:deleted": "where a deletion ends: whoever did it is signed out",
    "public:export_check": "whoever is handed an exported file sees whether it is the original",
    "public:export_seal": "the code on such a file leads here; it tells of nobody",
    "public:robots": "machines ask without signing in",
    "firm:sign_up": "a firm comes in here: whoever does it is proven by two registers",
    "replies:take": "the provider of text messages signs what it hands on",
    "exchange:batches": "a party shows who it is by its signature, and has no session",
    "exchange:part": "likewise",
    "exchange:push": "likewise",
    "exchange:nowhere": "likewise: whatever else is asked for there is refused in its words",
    "exchange:records": "likewise",
    "exchange:pulls": "likewise",
    "exchange:pull_part": "likewise",
    "exchange:pull_manifest": "likewise",
    "worker:sign_in": "this is where one signs in",
    "worker:sign_in_code": "and here",
    "worker:sign_in_key": "and here, by the phone's own lock",
    "worker:manifest": "a browser fetches it without its cookies",
    "worker:sw": "an app is installed before anybody signs in to it",
    "worker:offline": "shown by the phone itself, and the same for everyone",
    "consumer:sign_in": "this is where one signs in",
    "consumer:sign_in_code": "and here",
    "consumer:sign_in_key": "and here, by the phone's own lock",
    "firm:replace": "an owner who is gone cannot sign in; each ask is proven by both registers",
    "firm:replace_take_over": "the same, with the claim code, once the wait is over",
    "consumer:manifest": "a browser fetches it without its cookies",
    "consumer:sw": "an app is installed before anybody signs in to it",
    "consumer:offline": "shown by the phone itself, and the same for everyone",
    **{
        f"{desk}:{page}": "whoever is here has no sign-in yet; each page asks for the entry's step"
        for desk in ("console", "firm")
        for page in (
            *("sign_in", "sign_in_prove", "sign_in_recover", "sign_in_password"),
            *("sign_in_factor", "sign_in_finish"),
        )
    },
}

type Route = tuple[str, str, URLPattern]


def routes(resolver: URLResolver | None = None, path: str = "", space: str = "") -> Iterator[Route]:
    """Every address: its path, its full name, its pattern."""
    for entry in (resolver or get_resolver()).url_patterns:
        here = path + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from routes(entry, here, inner)
        else:
            yield here, f"{space}{entry.name}", entry


def is_open(pattern: URLPattern) -> bool:
    return getattr(pattern.callback, "login_required", True) is False


def test_every_page_is_closed_unless_it_is_on_the_list() -> None:
    opened = {name for _, name, pattern in routes() if is_open(pattern)}

    assert opened - set(OPEN) == set(), "open, and not on the list"
    assert set(OPEN) - opened == set(), "on the list, and not open"


def test_pages_are_closed_by_the_middleware() -> None:
    kinds = [import_string(name) for name in settings.MIDDLEWARE]

    assert any(
        isinstance(kind, type) and issubclass(kind, LoginRequiredMiddleware) for kind in kinds
    )


def test_every_address_has_a_name() -> None:
    nameless = [path for path, name, _ in routes() if name.rpartition(":")[2] in {"", "None"}]

    assert nameless == []


def test_no_name_stands_for_two_addresses() -> None:
    named = [name for _, name, _ in routes()]

    assert sorted(named) == sorted(set(named))


def test_a_closed_address_names_its_role() -> None:
    wrong = [
        f"{path} {name}"
        for path, name, pattern in routes()
        if not is_open(pattern)
        and (
            path.partition("/")[0] not in PORTALS
            or name.partition(":")[0] != path.partition("/")[0]
        )
    ]

    assert not wrong, "\n".join(wrong)


def test_every_portal_has_roles_that_hold_something() -> None:
    assert set(PORTALS) <= {app.value for app in App}
    assert all(HOLDS[role] for roles in PORTALS.values() for role in roles)


def test_no_address_carries_more_than_ids_and_codes() -> None:
    # A name, a phone or an ID number in an address ends up in histories and logs.
    converters = {
        f"{path}: {name} is a {type(converter).__name__}"
        for path, _, pattern in routes()
        for name, converter in pattern.pattern.converters.items()
        if type(converter).__name__ in {"StringConverter", "PathConverter"}
        and name not in {"token", "ticket", "number", "code", "topic"}
    }

    assert not converters, "\n".join(converters)
