"""Settings: everything that differs between deployments comes from the environment.

JIAXIN_MODE        demo | test | production (default: production, the strictest)
JIAXIN_HOME        keys, sockets, collected static files (default: .data beside the package)
JIAXIN_PUBLIC_URL  the address people type, with its scheme
JIAXIN_SUITE       intl | sm: what new keys are made for, and what signs (docs/decisions/0028)
JIAXIN_PKCS11_MODULE  a token's library: the root key is in that token (docs/decisions/0029);
                   JIAXIN_PKCS11_TOKEN its label (default: jiaxin), keys/token.pin its PIN
JIAXIN_COMPARE_AT  when the daily comparison begins, in China (default: 03:00)
JIAXIN_GREEN_NEEDS what a green light requires besides a proven identity and an authorisation in
                   force: of document, background, exam (default: all three)
JIAXIN_TRAIL_KEY   number of the key that signs the trail (default: 1); see docs/trail.md
DATABASE_URL       PostgreSQL for the web role; DATABASE_OWNER_URL for the migrating role
"""

import os
from datetime import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.utils.csp import CSP
from psycopg.conninfo import conninfo_to_dict

from jiaxin.ground import pooled

PROJECT = Path(__file__).resolve().parents[2]
MODE = os.environ.get("JIAXIN_MODE", "production")
HOME = Path(os.environ.get("JIAXIN_HOME") or PROJECT / ".data")
PUBLIC_URL = os.environ.get("JIAXIN_PUBLIC_URL", "https://localhost:8443").rstrip("/")
# intl (AES-256-GCM, SHA-256, Ed25519) or sm (SM4-GCM, SM3, SM2): what is written; both are read.
SUITE = os.environ.get("JIAXIN_SUITE", "intl")
GREEN_NEEDS = (os.environ.get("JIAXIN_GREEN_NEEDS") or "document,background,exam").split(",")
if unknown := set(GREEN_NEEDS) - {"document", "background", "exam"}:
    raise SystemExit(f"JIAXIN_GREEN_NEEDS: {', '.join(sorted(unknown))} is not one of them")
KEY_FILE = HOME / "keys" / "root.json"
# The root key in a token instead: the maker's library, the token's label; its PIN is in a file.
PKCS11_MODULE = os.environ.get("JIAXIN_PKCS11_MODULE", "")
PKCS11_TOKEN = os.environ.get("JIAXIN_PKCS11_TOKEN") or "jiaxin"
PKCS11_PIN_FILE = HOME / "keys" / "token.pin"
EXCHANGE_KEY_FILE = HOME / "keys" / "exchange.json"
SMS_URL = os.environ.get("JIAXIN_SMS_URL", "")
SMS_SECRET_FILE = HOME / "keys" / "sms.secret"
# Each number is another key of the same ring. It only ever goes up.
TRAIL_KEY = int(os.environ.get("JIAXIN_TRAIL_KEY") or 1)
COMPARE_AT = time.fromisoformat(os.environ.get("JIAXIN_COMPARE_AT") or "03:00")
VISION_SOCKET = os.environ.get("JIAXIN_VISION_SOCKET") or str(HOME / "run" / "vision.sock")

_PUBLIC = urlsplit(PUBLIC_URL)
DEBUG = False
# Django's own secret is derived from the ring in `wiring`; nothing is signed before that.
SECRET_KEY = os.environ.get("JIAXIN_DJANGO_SECRET", "replaced by the key ring at start")
ALLOWED_HOSTS = ["*"] if MODE == "test" else [_PUBLIC.hostname or "localhost", "localhost"]
USE_X_FORWARDED_HOST = False
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
CSRF_FAILURE_VIEW = "jiaxin.portals.parts.views.csrf_failed"

ROOT_URLCONF = "jiaxin.config.urls"
WSGI_APPLICATION = "jiaxin.config.wsgi.application"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_htmx",
    "procrastinate.contrib.django",
    "jiaxin.trust.access.apps.AccessConfig",
    "jiaxin.trust.audit.apps.AuditConfig",
    "jiaxin.trust.identity.apps.IdentityConfig",
    "jiaxin.trust.consent.apps.ConsentConfig",
    "jiaxin.facts.records.apps.RecordsConfig",
    "jiaxin.facts.health.apps.HealthConfig",
    "jiaxin.facts.firms.apps.FirmsConfig",
    "jiaxin.facts.epidemic.apps.EpidemicConfig",
    "jiaxin.flows.presence.apps.PresenceConfig",
    "jiaxin.flows.enrolment.apps.EnrolmentConfig",
    "jiaxin.flows.certificates.apps.CertificatesConfig",
    "jiaxin.flows.queries.apps.QueriesConfig",
    "jiaxin.flows.engagements.apps.EngagementsConfig",
    "jiaxin.flows.vetting.apps.VettingConfig",
    "jiaxin.flows.joining.apps.JoiningConfig",
    "jiaxin.flows.filings.apps.FilingsConfig",
    "jiaxin.flows.comparisons.apps.ComparisonsConfig",
    "jiaxin.flows.corrections.apps.CorrectionsConfig",
    "jiaxin.flows.rights.apps.RightsConfig",
    "jiaxin.flows.registers.apps.RegistersConfig",
    "jiaxin.flows.invitations.apps.InvitationsConfig",
    "jiaxin.flows.showcase.apps.ShowcaseConfig",
    "jiaxin.flows.placements.apps.PlacementsConfig",
    "jiaxin.flows.reviews.apps.ReviewsConfig",
    "jiaxin.flows.complaints.apps.ComplaintsConfig",
    "jiaxin.flows.remote.apps.RemoteConfig",
    "jiaxin.gateways.notices.apps.NoticesConfig",
    "jiaxin.gateways.exchange.apps.ExchangeConfig",
    "jiaxin.portals.parts.apps.PartsConfig",
    "jiaxin.portals.public.apps.PublicConfig",
    "jiaxin.portals.worker.apps.WorkerConfig",
    "jiaxin.portals.consumer.apps.ConsumerConfig",
    "jiaxin.portals.console.apps.ConsoleConfig",
    "jiaxin.portals.firm.apps.FirmConfig",
    "jiaxin.portals.exchange.apps.ExchangeDoorConfig",
    "jiaxin.config.apps.ConfigConfig",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    # Before whatever may answer by itself: a refused host's answer is framed by nobody either.
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "jiaxin.portals.parts.methods.RefuseOddMethods",
    "jiaxin.portals.parts.sessions.TwoSignIns",
    "django.middleware.locale.LocaleMiddleware",
    "jiaxin.portals.parts.uploads.RefuseTooLarge",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "jiaxin.portals.parts.sessions.SignInRequired",
    "django_htmx.middleware.HtmxMiddleware",
    "jiaxin.portals.parts.actors.ActorMiddleware",
    "jiaxin.portals.parts.refusals.RefusalMiddleware",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "jiaxin.portals.parts.form_tokens.for_templates",
            ],
            "builtins": [
                "jiaxin.portals.parts.templatetags.parts",
                "jiaxin.portals.parts.templatetags.desk",
            ],
        },
    }
]


def _database() -> dict[str, Any]:
    given = conninfo_to_dict(os.environ.get("DATABASE_URL") or "postgresql:///jiaxin")
    known = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST"}
    settings: dict[str, Any] = {
        "ENGINE": "django.db.backends.postgresql",
        # A pool outlives a restart of the database: its connections are tried before use.
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {name: value for name, value in given.items() if name not in {*known, "port"}},
        **{django: given[name] for name, django in known.items() if given.get(name)},
    }
    # Compiling a statement takes longer than any statement of the product, and what the planner
    # believes to be dear (one stretch of the firms after the other) it would compile.
    told = str(given.get("options") or "")
    settings["OPTIONS"]["options"] = f"{told} -c jit=off".strip()
    # From which time on a statement of `ground/prepared` is sent by its name.
    settings["OPTIONS"]["prepare_threshold"] = 2
    if given.get("port"):
        settings["PORT"] = str(given["port"])
    # Tests drop and make databases under way, and so hold no connection between requests.
    if most := int(os.environ.get("JIAXIN_DB_POOL") or (0 if MODE == "test" else 8)):
        settings["OPTIONS"]["pool"] = {"min_size": 1, "max_size": most, "check": pooled.check}
    return settings


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "identity.Account"
AUTHENTICATION_BACKENDS = ["jiaxin.portals.parts.sessions.SignedInBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "/"

SESSION_ENGINE = "jiaxin.portals.parts.session_rows"
SESSION_COOKIE_AGE = 30 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# The demo answers http on localhost too, where not every browser keeps a Secure cookie.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = MODE == "production"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_NAME = "jx_csrf"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if MODE == "production" else 0
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF, CSP.WASM_UNSAFE_EVAL],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "connect-src": [CSP.SELF],
    "media-src": [CSP.SELF, "blob:", "mediastream:"],
    "worker-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# Pictures stay in memory: nothing of a face or a card touches the disk.
FILE_UPLOAD_HANDLERS = ["jiaxin.portals.parts.uploads.InMemoryOnly"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "lang"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if MODE == "test"
        else "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    }
}

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "jiaxin.config.logs.WithoutValues"}},
    "filters": {"crashes": {"()": "jiaxin.config.logs.Crashes"}},
    "handlers": {"err": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["err"], "level": "WARNING"},
    "loggers": {
        # A refused request is no mishap; a crash is.
        "django.request": {"level": "ERROR", "filters": ["crashes"]},
        "django.security": {"level": "ERROR"},
        "procrastinate": {"level": "WARNING"},
    },
}
