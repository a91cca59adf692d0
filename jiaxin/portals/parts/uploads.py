"""Uploads stay in memory, up to a limit: a face or a card never touches the disk."""

from typing import Any, override

from django.core.files.uploadhandler import MemoryFileUploadHandler, StopUpload

LARGEST = 25 * 1024 * 1024


class InMemoryOnly(MemoryFileUploadHandler):
    """Keeps every file in memory; stops a request that is larger than any phone's photos."""

    @override
    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        self.activated = True
        self.seen = 0

    @override
    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.seen += len(raw_data)
        if self.seen > LARGEST:
            raise StopUpload(connection_reset=True)
        self.file.write(raw_data)
