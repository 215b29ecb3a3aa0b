"""One settings file; everything that differs between places comes from `Environment`."""

from gongqiao.shell.environment import database, read
from gongqiao.shell.modules import MODULES

ENVIRONMENT = read()
SECRET_KEY = ENVIRONMENT.secret_key
DEBUG = False
TODAY = ENVIRONMENT.today
WALL_AT_REST = ENVIRONMENT.wall_at_rest
KEY_RING = ENVIRONMENT.key_ring
SECRETS_CIPHER = ENVIRONMENT.cipher
SECRETS_DIGEST = ENVIRONMENT.digest
GATEWAY_URL = ENVIRONMENT.gateway_url
GATEWAY_KEY = ENVIRONMENT.gateway_key
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
LANGUAGE_CODE = "zh-hans"
ROOT_URLCONF = "gongqiao.shell.urls"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    *(f"gongqiao.{name}" for name in MODULES),
    "gongqiao.shell",
    "django.forms",
]
SESSION_ENGINE = "gongqiao.shell.sessions"
SESSION_COOKIE_NAME = "gongqiao" if ENVIRONMENT.mode != "production" else "__Host-gongqiao"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.mode == "production"
SESSION_COOKIE_AGE = 90 * 24 * 3600
MIDDLEWARE = [
    "gongqiao.shell.doorstep.doorstep",
    "django.middleware.security.SecurityMiddleware",
    "gongqiao.shell.middleware.arriving",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "gongqiao.shell.middleware.acting",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "gongqiao.shell.middleware.refusing",
    "gongqiao.shell.middleware.keeping",
]
DATABASES = {"default": database(ENVIRONMENT.database_url, WALL_AT_REST)}
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
FILE_UPLOAD_HANDLERS = [
    "gongqiao.files.intake.Sluice",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
STATIC_URL = "static/"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
