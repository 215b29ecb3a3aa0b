"""Static files named by their content, so that a browser never mixes two versions of the platform."""

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage


class Hashed(ManifestStaticFilesStorage):
    """Django's, and what one script imports from another is named by its content as well."""

    support_js_module_import_aggregation = True
