"""Anybody may check an exported file, and learns nothing else."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jiaxin.flows.rights import services as rights
from jiaxin.flows.rights.rules import FileKind
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actor import Actor
from tests import makers
from tests.makers_rights import an_export

CHECK = "/exports/"


def handed_in(client: Client, content: bytes, name: str = "record.pdf") -> str:
    return client.post(CHECK, {"file": SimpleUploadedFile(name, content)}).text


@pytest.mark.parametrize("kind", FileKind)
def test_the_original_is_recognised_and_a_changed_one_is_not(
    lin: Actor, stranger: Client, kind: FileKind
) -> None:
    content = rights.take_file(lin, export_id=an_export(lin), kind=kind)

    assert "是本平台生成的，没有改过" in handed_in(stranger, content)
    assert "不是本平台生成的原件" in handed_in(stranger, content[:-1])


def test_the_code_on_the_sheet_leads_to_a_page_about_nobody(lin: Actor, stranger: Client) -> None:
    export = an_export(lin)

    page = stranger.get(f"{CHECK}{export}/")

    assert "本平台生成过这份文件" in page.text
    for told in (makers.NAME, makers.a_number(), "13800138000", str(lin.person)):
        assert told not in page.text
    assert "no-store" in page["Cache-Control"]


def test_a_number_that_was_never_given_is_said_so(stranger: Client) -> None:
    page = stranger.get(f"{CHECK}{new_id()}/")

    assert page.status_code == 404
    assert "没有生成过" in page.text


def test_without_a_file_the_form_says_so(stranger: Client) -> None:
    page = stranger.post(CHECK, {})

    assert page.status_code == 422
    assert "还没有选择文件" in page.text


def test_an_address_checks_few_files_in_a_while(stranger: Client) -> None:
    pages = [
        stranger.post(CHECK, {"file": SimpleUploadedFile("a", b"x")}).status_code for _ in range(31)
    ]

    assert pages[-2:] == [200, 429]
