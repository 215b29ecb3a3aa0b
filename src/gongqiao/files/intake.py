"""The sluice for request bodies: of a file too large, only as much is taken as shows that it is."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler

from gongqiao.files.rules import PDF_MOST

REQUEST_MOST = 3 * PDF_MOST


class Sluice(FileUploadHandler):
    """Stands before Django's own handlers; the field then refuses the file with words and the form comes back whole."""

    taken = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if start > PDF_MOST or self.taken > REQUEST_MOST:
            return None
        self.taken += len(raw_data)
        return raw_data

    def file_complete(self, file_size: int) -> Any:
        """The handlers behind make the file."""
