"""Cards read from photographs by the running process; every bad picture has its own answer."""

import io
import zipfile
from datetime import date

import pillow_heif
import pytest
from PIL import Image

from jiaxin.gateways.vision.client import VisionCards, VisionFaces
from jiaxin.trust.identity.ports import CardFault, CardUnreadable, FaceOutcome, Turn
from sandbox.store import Person
from tests.gateways.vision.contract import Card, CardContract
from tests.pictures import cards, turns
from tests.pictures.faces import picture


class TestTheProcess(CardContract):
    """The real reader keeps the contract."""

    @pytest.fixture
    def card(self, reader: VisionCards, lin: Person, front: bytes, back: bytes) -> Card:
        born = date.fromisoformat(lin.birth)
        return Card(reader, front, back, lin.name, lin.number, born, lin.sex)


def fault_of(reader: VisionCards, front: bytes, back: bytes) -> tuple[str, CardFault]:
    with pytest.raises(CardUnreadable) as no:
        reader.read(front=front, back=back)
    return no.value.side, no.value.fault


PHOTOGRAPHED = {
    "askew and at a slant": {"turn": 6, "slant": 0.1},
    "upside down": {"turn": 180},
    "on its side": {"turn": 90, "slant": 0.05},
    "a little blurred": {"blur": 2},
    "noisy": {"noise": 20},
    "small in the picture": {"fill": 0.45},
}


@pytest.mark.parametrize("how", PHOTOGRAPHED.values(), ids=PHOTOGRAPHED.keys())
def test_a_card_is_read_whole_however_it_is_photographed(
    reader: VisionCards, lin: Person, how: dict[str, float]
) -> None:
    front = cards.photographed(cards.front(lin), **how)
    back = cards.photographed(cards.back(lin), **how)

    read = reader.read(front=cards.jpeg(front), back=cards.jpeg(back))

    told = read.front
    assert (told.name, told.number, told.sex) == (lin.name, lin.number, lin.sex)
    assert (told.ethnicity, told.address) == (lin.ethnicity, lin.address)
    assert told.birth == date.fromisoformat(lin.birth)
    assert told.portrait
    assert read.back.issuer == lin.issuer
    assert read.back.valid_from == date.fromisoformat(lin.valid_from)
    assert read.back.valid_to == date.fromisoformat(lin.valid_to)


OTHERS = {
    "an ethnic name, an X, no end": {
        "name": "阿依古丽·买买提",
        "ethnicity": "维吾尔",
        "number": "65010319920714018X",
        "birth": "1992-07-14",
        "issuer": "乌鲁木齐市公安局沙依巴克区分局",
        "address": "新疆维吾尔自治区乌鲁木齐市沙依巴克区示例巷6号",
        "valid_to": "",
    },
    "a man of Hong Kong": {
        "name": "欧阳示例",
        "sex": "M",
        "number": "810000199001010019",
        "birth": "1990-01-01",
        "issuer": "广东省公安厅",
    },
}


@pytest.mark.parametrize("who", OTHERS.values(), ids=OTHERS.keys())
def test_other_people_are_read_as_well(reader: VisionCards, who: dict[str, str]) -> None:
    someone = cards.person(**who)

    read = reader.read(
        front=cards.jpeg(cards.photographed(cards.front(someone))),
        back=cards.jpeg(cards.photographed(cards.back(someone))),
    )

    told = read.front
    assert (told.name, told.sex, told.number) == (someone.name, someone.sex, someone.number)
    assert told.ethnicity == someone.ethnicity
    assert read.back.issuer == someone.issuer
    assert read.back.valid_from == date(2016, 5, 20)
    assert (read.back.valid_to is None) == (someone.valid_to == "")


def test_the_portrait_on_the_card_matches_her_face(
    reader: VisionCards, faces: VisionFaces, front: bytes, back: bytes
) -> None:
    portrait = reader.read(front=front, back=back).front.portrait

    said = faces.compare(
        portrait=portrait or b"", frames=turns.head_turn("astronaut.png", 28.0), turn=Turn.LEFT
    )
    other = faces.compare(
        portrait=portrait or b"", frames=turns.head_turn("biden.jpg", 28.0), turn=Turn.LEFT
    )

    assert (said.outcome, other.outcome) == (FaceOutcome.SAME, FaceOutcome.OTHER)


def test_a_face_is_no_card(reader: VisionCards, back: bytes) -> None:
    assert fault_of(reader, picture("obama.jpg"), back) == ("front", CardFault.NO_CARD)


def test_a_page_of_print_is_no_card(reader: VisionCards, front: bytes) -> None:
    sheet = Image.new("RGB", (1000, 700), "white")

    assert fault_of(reader, front, cards.jpeg(sheet))[0] == "back"


def test_a_card_too_blurred_to_read_is_told_as_blurred(
    reader: VisionCards, lin: Person, back: bytes
) -> None:
    front = cards.jpeg(cards.photographed(cards.front(lin), blur=9, noise=0))

    assert fault_of(reader, front, back) == ("front", CardFault.BLURRED)


def test_the_front_given_twice_is_a_wrong_back(reader: VisionCards, front: bytes) -> None:
    assert fault_of(reader, front, front) == ("back", CardFault.WRONG_SIDE)


def test_a_zip_called_jpg_is_no_picture(reader: VisionCards, back: bytes) -> None:
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w") as writer:
        writer.writestr("card.jpg", bytes(5000))

    assert fault_of(reader, box.getvalue(), back) == ("front", CardFault.NOT_A_PICTURE)


def test_half_a_file_is_no_picture(reader: VisionCards, front: bytes, back: bytes) -> None:
    half = front[: len(front) // 2]

    assert fault_of(reader, half, back) == ("front", CardFault.NOT_A_PICTURE)


def test_a_photo_of_forty_megapixels_is_read(reader: VisionCards, lin: Person) -> None:
    sides = [
        cards.photographed(side, noise=0).resize((7304, 5478))
        for side in (cards.front(lin), cards.back(lin))
    ]

    read = reader.read(front=cards.jpeg(sides[0], 70), back=cards.jpeg(sides[1], 70))

    assert read.front.number == lin.number


def test_a_picture_of_eighty_megapixels_is_too_large(reader: VisionCards, back: bytes) -> None:
    bomb = io.BytesIO()
    Image.new("1", (9000, 9000)).save(bomb, "PNG")

    assert fault_of(reader, bomb.getvalue(), back) == ("front", CardFault.TOO_LARGE)


def test_a_file_of_thirty_megabytes_is_not_even_sent(reader: VisionCards, back: bytes) -> None:
    assert fault_of(reader, bytes(30_000_000), back) == ("front", CardFault.TOO_LARGE)


@pytest.mark.parametrize("kind", ["HEIF", "PNG", "WEBP"])
def test_other_kinds_of_picture_are_read(
    reader: VisionCards, lin: Person, back: bytes, kind: str
) -> None:
    pillow_heif.register_heif_opener()
    out = io.BytesIO()
    cards.photographed(cards.front(lin)).save(out, kind)

    assert reader.read(front=out.getvalue(), back=back).front.number == lin.number


def test_a_photo_that_its_camera_says_is_sideways_is_read(
    reader: VisionCards, lin: Person, back: bytes
) -> None:
    out = io.BytesIO()
    lying = cards.photographed(cards.front(lin)).rotate(90, expand=True)
    exif = Image.Exif()
    exif[0x0112] = 6
    lying.save(out, "JPEG", exif=exif)

    assert reader.read(front=out.getvalue(), back=back).front.number == lin.number
