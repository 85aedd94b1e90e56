"""Who read is said in the language spoken, and found by what is said in English."""

import pytest

from ofmkg.graph import readers
from ofmkg.graph.model import Collection, Readers
from ofmkg.pages.messages import speaking
from ofmkg.pages.readers import collections, who_read

SOFTWARE = Readers(software=2, read_as="a model", read_as_korean="모델", codings=6)


def read(*every: Readers) -> list[Collection]:
    places = [
        Collection(str(n), f"place {n}", False, "2024", (), each) for n, each in enumerate(every)
    ]
    said = readers.sentences(places)
    return [
        Collection(c.id, c.label, False, c.cutoff, (said[c.id],), c.readers, said[c.id])
        for c in places
    ]


@pytest.mark.parametrize(
    ("each", "korean"),
    [
        (
            SOFTWARE,
            "모든 읽기는 소프트웨어(모델)가 했습니다. 사람이 확인한 것은 하나도 없습니다.",
        ),
        (
            Readers(software=1, persons=2, unknown=3),
            "읽은 쪽별 읽기 수는 소프트웨어 1건, 사람 2건, 사람인지 소프트웨어인지 기록되지 않은 "
            "코더 3건입니다. 사람이 검토했다는 기록은 없습니다.",
        ),
        (
            Readers(persons=3, codings=9, codings_reviewed=2, others_reviewed=1),
            "모든 읽기는 사람이 했습니다. 사람이 코딩 9건 가운데 2건, 주장이나 태도 1건을 "
            "검토했으며, 동의 여부는 각각에 적혀 있습니다.",
        ),
    ],
)
def test_the_sentence_is_known_by_its_english(each: Readers, korean: str) -> None:
    (place,) = read(each)
    with speaking("ko"):
        assert who_read([place]) == {place.read_by: korean}
    assert who_read([place]) == {place.read_by: place.read_by.replace("모델", "a model")}


def test_collections_that_differ_are_named_in_the_language_spoken() -> None:
    places = read(SOFTWARE, Readers(persons=1))
    with speaking("ko", {"place 0": "첫 모음"}):
        said = who_read(places)
    assert said[places[0].read_by or ""].startswith("‘첫 모음’의 모든 읽기는 소프트웨어(모델)가")
    assert said[places[1].read_by or ""].startswith("‘place 1’의 모든 읽기는 사람이")


def test_what_must_be_said_of_a_collection_stands_below_its_name() -> None:
    places = read(SOFTWARE)
    with speaking("ko"):
        korean = who_read(places)
    with speaking("ko", {**korean, "place 0": "첫 모음"}):
        assert collections(places) == ["첫 모음, 2024까지의 근거.", *korean.values()]
    assert collections(places) == ["Place 0, evidence up to 2024.", *korean]
