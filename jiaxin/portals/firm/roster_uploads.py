"""A roster's way in: sealed block by block as it arrives, never clear on the disk."""

from typing import TYPE_CHECKING, Any, override

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload

from jiaxin.flows.invitations import files
from jiaxin.flows.invitations.files import Caught
from jiaxin.flows.invitations.rules.states import MOST_BYTES

FIELD = "file"
# What is left of a request that is a little too large is read, so that its sender gets an answer.
_HOPELESS = 4 * MOST_BYTES


if TYPE_CHECKING:
    _Uploaded = UploadedFile[bytes]
else:
    _Uploaded = UploadedFile  # generic for the type checker only


class SealedUpload(_Uploaded):
    """What came, as it lies on the disk. Closing it takes away what nobody has kept."""

    def __init__(self, caught: Caught, name: str) -> None:
        super().__init__(file=None, name=name, size=caught.size)
        self.caught = caught

    @override
    def close(self) -> None:
        self.caught.drop()


class SealedUploads(FileUploadHandler):
    """Takes one file, of so many bytes at most."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.is_too_large = False
        self._coming: files.Catching | None = None
        self._has_one = False

    @override
    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        if content_length > _HOPELESS:
            raise StopUpload(connection_reset=True)

    @override
    def new_file(self, field_name: str, *args: Any, **kwargs: Any) -> None:
        super().new_file(field_name, *args, **kwargs)
        if field_name != FIELD or self._has_one:
            raise SkipFile
        self._has_one = True
        self._coming = files.Catching()

    @override
    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self._coming is None:
            raise SkipFile
        if self._coming.size + len(raw_data) > MOST_BYTES:
            self.is_too_large = True
            self._drop()
            raise SkipFile
        self._coming.write(raw_data)

    @override
    def file_complete(self, file_size: int) -> _Uploaded | None:
        if self._coming is None:
            return None
        caught, self._coming = self._coming.end(), None
        return SealedUpload(caught, self.file_name or "")

    @override
    def upload_interrupted(self) -> None:
        self._drop()

    def _drop(self) -> None:
        if self._coming is not None:
            self._coming.drop()
            self._coming = None
