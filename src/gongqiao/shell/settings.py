"""One settings file; everything that differs between places comes from `Environment`."""

from csp.constants import NONCE, NONE, SELF

from gongqiao.shell import logs
from gongqiao.shell.environment import read
from gongqiao.shell.modules import MODULES

ENVIRONMENT = read()
PRODUCTION = ENVIRONMENT.production

# Who we are
SECRET_KEY = ENVIRONMENT.secret_key
SECRET_KEY_FALLBACKS = list(ENVIRONMENT.former_secret_keys)
DEBUG = False
MODE = ENVIRONMENT.mode
DEMO = MODE == "demo"
TODAY = ENVIRONMENT.today
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
LANGUAGE_CODE = "zh-hans"
ROOT_URLCONF = "gongqiao.shell.urls"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "procrastinate.contrib.django",
    *(f"gongqiao.{name}" for name in MODULES),
    "gongqiao.shell",
    "django.forms",
]
MIDDLEWARE = [
    "gongqiao.shell.measuring.measure",
    "gongqiao.shell.doorstep.doorstep",
    "django.middleware.security.SecurityMiddleware",
    *([] if MODE == "test" else ["whitenoise.middleware.WhiteNoiseMiddleware"]),  # the test server has its own way
    "gongqiao.shell.policy.Policy",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "gongqiao.shell.middleware.arriving",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "gongqiao.shell.middleware.acting",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "gongqiao.shell.middleware.refusing",
    "gongqiao.shell.middleware.keeping",
    "gongqiao.shell.middleware.agreeing",
    "gongqiao.shell.middleware.speaking",
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# What is kept
DATABASES = {"default": ENVIRONMENT.database()}
WALL_AT_REST = ENVIRONMENT.wall_at_rest
KEY_RING = ENVIRONMENT.key_ring
SECRETS_CIPHER = ENVIRONMENT.cipher
SECRETS_DIGEST = ENVIRONMENT.digest
GATEWAY_URL = ENVIRONMENT.gateway_url
GATEWAY_KEY = ENVIRONMENT.gateway_key
OPENID = dict(ENVIRONMENT.openid)
ORIGIN = ENVIRONMENT.origin
WITNESSES = list(ENVIRONMENT.witnesses)
WITNESS_SILENCE = int(ENVIRONMENT.witness_silence)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 20

# What is shown
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
FORM_RENDERER = "gongqiao.design.renderer.Renderer"
FILES = ENVIRONMENT.data / "files"
ERASED = ENVIRONMENT.data / "erased.txt"
ISSUER = ENVIRONMENT.issuer
FILE_UPLOAD_HANDLERS = [
    "gongqiao.files.intake.Sluice",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
STATIC_URL = "/static/"
STATIC_ROOT = ENVIRONMENT.data / "static"
_STORAGE = "django.contrib.staticfiles.storage.StaticFilesStorage" if MODE == "test" else "gongqiao.shell.hashed.Hashed"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _STORAGE},
}
LIVE_URL = ENVIRONMENT.live_url

# How the browser is held to it
SESSION_ENGINE = "gongqiao.shell.sessions"
_HOST_ONLY = "__Host-" if PRODUCTION else ""
SESSION_COOKIE_NAME = f"{_HOST_ONLY}gongqiao"
CSRF_COOKIE_NAME = f"{_HOST_ONLY}gongqiao-form"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 90 * 24 * 3600  # of the cookie; how long a sign-in holds is the row's to say
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ENVIRONMENT.hosts] if PRODUCTION else []
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 3600 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF, *ENVIRONMENT.live_origin],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}

LOGGING = logs.configure(to_file=ENVIRONMENT.log_file)
