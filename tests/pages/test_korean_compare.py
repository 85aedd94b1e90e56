"""Comparisons and the matrix in Korean: the made-up graph, line by line, in three voices."""

from collections.abc import Iterator

import pytest
from small_graph import small
from told_stances import TOLD, WORDS, stance

from ofmkg.graph.model import Voice
from ofmkg.pages.blocks import Heading, Items, Page, Paragraph, Table
from ofmkg.pages.compare import document as compared
from ofmkg.pages.matrix import document as tabulated
from ofmkg.pages.messages import speaking
from ofmkg.pages.sentences import told
from ofmkg.pages.translations import speech
from ofmkg.pages.words import words

SAFEGUARDS = "One 2023이 Safeguards 쟁점"
KOREAN = {
    ("assumption", "tacit", "itself"): "One 2023은 다음을 가정합니다(tacit): They hold.",
    ("assumption", "tacit", "another"): (
        "Judge 2024에 따르면 One 2023은 다음을 가정합니다(tacit): They hold."
    ),
    ("assumption", "tacit", "inference"): (
        f'우리는 {SAFEGUARDS}에서 "They hold"라는 입장을 취한다고 추론합니다. '
        "출처는 그렇게 말하지 않습니다."
    ),
    ("assumption", "unaffirmed", "another"): (
        "Judge 2024에 따르면 One 2023은 다음 가정과 관련됩니다(named): They hold."
    ),
    ("assumption", "unaffirmed", "inference"): (
        f'우리는 {SAFEGUARDS}에서 "They hold"라는 입장과 관련되지만 이를 긍정하지는 않는다고 '
        "추론합니다. 출처는 그렇게 말하지 않습니다."
    ),
    ("finding", "found", "itself"): "One 2023은 다음을 근거로 보입니다: They hold.",
    ("finding", "found", "another"): (
        "Judge 2024에 따르면 One 2023은 다음을 근거로 보입니다: They hold."
    ),
    ("finding", "found", "inference"): (
        '우리는 One 2023의 근거가 Safeguards 쟁점에서 "They hold"라는 입장을 보여 준다고 '
        "추론합니다. 출처는 그렇게 말하지 않습니다."
    ),
    ("attributed", None, "itself"): "One 2023은 스스로 이렇게 말합니다: They hold.",
    ("attributed", None, "another"): (
        "Judge 2024는 다음을 One 2023의 입장으로 봅니다(그 문헌 자체는 읽지 않음): They hold."
    ),
    ("treatment", None, "another"): (
        "Judge 2024에 따르면 One 2023은 이 쟁점을 논의하지만 답을 내지 않습니다: They hold."
    ),
    ("treatment", None, "inference"): (
        f'우리는 {SAFEGUARDS}("They hold")을 답 없이 논의한다고 추론합니다. '
        "출처는 그렇게 말하지 않습니다."
    ),
    ("silence", None, "itself"): (
        "One 2023은 이 쟁점을 꺼내지 않는 것으로 기록되어 있습니다: They hold."
    ),
    ("silence", None, "inference"): (
        f'우리는 {SAFEGUARDS}("They hold")을 꺼내지 않는다고 추론합니다. '
        "출처는 그렇게 말하지 않습니다."
    ),
}


def test_each_sentence_in_english_has_its_korean_here() -> None:
    assert KOREAN.keys() == TOLD.keys()


@pytest.mark.parametrize("case", KOREAN, ids=lambda case: "-".join(map(str, case)))
def test_a_stance_is_told_in_its_voice(case: tuple[str, str | None, Voice]) -> None:
    with speaking("ko"):
        assert told(stance(*case), WORDS) == KOREAN[case]


@pytest.fixture(scope="module")
def comparison() -> Page:
    graph = small()
    with speech(graph, "ko"):
        return compared(graph.compare("beta-2024-forgery", "alpha-2023"), words(graph))


@pytest.fixture(scope="module")
def matrix() -> Page:
    graph = small()
    with speech(graph, "ko"):
        return tabulated(graph.matrix("all"), words(graph))


def lines(page: Page, heading: str) -> Iterator[str]:
    """Yield the lines below a heading; a cell of a table is a line by itself."""
    inside = False
    for block in page:
        if isinstance(block, Heading):
            inside = block.text == heading
        elif inside and isinstance(block, Paragraph):
            yield block.text
        elif inside and isinstance(block, Items):
            for item in block.items:
                yield from (item.text, *item.details)
        elif inside and isinstance(block, Table):
            yield from block.columns
            yield from (cell for row in block.rows for cell in row)


COMPARED = {
    "Beta 2024와 알파 2023": [
        "Beta 2024 (beta-2024-forgery): On beta.",
        "Forgery에 관한 것입니다. 단계별로 코딩됨: beta-2024-forgery.",
        "모음: our own; 읽은 범위: 글의 일부.",
        "알파 2023 (alpha-2023): On alpha.",
        "Phone fraud에 관한 것입니다. 단계별로 코딩됨: alpha-2023.",
        "발행일: 2023; 모음: 저지가 읽은 대로; 읽은 범위: 다른 문헌을 통해서만.",
    ],
    "요약": [
        "Beta 2024는 Forgery에 대해, 알파 2023은 Phone fraud에 대해 말합니다. 악용 경로가 "
        "서로 달라 둘을 직접 비교할 수 없습니다. 출처의 말로는 둘 다 답하는 쟁점이 없습니다. "
        "위험 평가 틀의 4개 단계를 Bob (글의 일부)이(가) 읽은 바로는 Beta 2024의 결과가 다음과 "
        "같습니다: 다룸 1개 (이것은 적어도 이 정도), 다루지 않음 1개, 코딩되지 않음 2개. 같은 "
        "단계를 Ann (다른 문헌을 통해서만)이(가) 읽은 바로는 알파 2023의 결과가 다음과 같습니다: "
        "다룸 1개 (코더 간 차이: Bob (전문)의 읽기로는 이것은 일부 다룸), 일부 다룸 1개, 보이지 "
        "않고 가정함 1개 (이것은 우리의 추론이며 출처는 그렇게 말하지 않음; 이것은 모호함, 또는 "
        "일부 다룸; 코더 간 차이: Bob (전문)의 읽기로는 이것은 다룸), 다루지 않음 1개. (our own; "
        "저지가 읽은 대로, 2024-01-31까지의 근거. 코딩은 코더가 읽은 결과이며 저자가 매긴 평가가 "
        "아닙니다.)",
    ],
    "직접 비교할 수 없는 까닭": [
        "다른 위협 범위 (계산함): Forgery / Phone fraud.",
        "다른 단계 (계산함): Ease (다루지 않음 / 일부 다룸).",
    ],
    "알파 2023만 답함": [
        "Skill(skill; 관련 단계: 위협).",
        "Beta 2024: 기록 없음.",
        "Judge 2024에 따르면 알파 2023은 다음을 가정합니다(명시): Little skill. Anyone can do "
        "it. [Judge 2024, A.1 Threat]",
    ],
    "우리의 추론에 따르면": [
        "아래는 출처의 말이 아닙니다. 우리가 추론한 것을 더해야만 여기에 놓이며, 위의 내용은 "
        "여기에 기대지 않습니다. 각 줄은 출처가 말하는 것과 우리만 말하는 것을 구별해 적습니다.",
        "우리는 Beta 2024와 알파 2023이 다른 기준점(Judge 2024의 진단: calls) 때문에 "
        "갈린다고 추론합니다. 출처는 그렇게 말하지 않습니다.",
        "우리는 Beta 2024와 알파 2023이 다른 기준점(the team이(가) 추론하여 기록했으며 "
        "어떤 출처도 그렇게 말하지 않음: calls) 때문에 갈린다고 추론합니다. 출처는 그렇게 말하지 "
        "않습니다.",
        "우리는 Beta 2024와 알파 2023이 다른 단계(the team이(가) 추론하여 기록했으며 "
        "어떤 출처도 그렇게 말하지 않음: calls) 때문에 갈린다고 추론합니다. 출처는 그렇게 말하지 "
        "않습니다.",
        "Safeguards(safeguards; 관련 단계: Ease, Evidence). 우리의 추론으로는: 알파 2023만 답함. "
        "출처의 말로는: 둘 다 답하지 않음.",
        "Beta 2024는 다음 가정과 관련됩니다(확인 안 됨): They fail. Safeguards are said to "
        "fail. [여러 악용 경로에 걸침; Beta 2024, 2.2]",
        '우리는 알파 2023이 Safeguards 쟁점에서 "They hold"라는 입장을 취한다고 추론합니다. '
        "출처는 그렇게 말하지 않습니다. 우리의 표현으로는: Safeguards are taken to hold. "
        "[Judge 2024, A.1 Evidence]",
        "Pace(pace; 관련 단계: Limits).",
        "Beta 2024: 기록 없음.",
        '우리는 알파 2023이 Pace 쟁점("Pace is noted")을 답 없이 논의한다고 추론합니다. '
        "출처는 그렇게 말하지 않습니다. [Judge 2024, A.1 Limits]",
    ],
    "위협 행위자": [
        "Beta 2024만: States [Beta 2024, ch. 2].",
        "알파 2023만: Callers [Judge 2024, Table 1; A.1]; States(빠뜨린 것으로 지적됨) "
        "[Judge 2024, Table 1; A.1].",
        "알파 2023: States are named as a gap. [Judge 2024, Table 1; A.1]",
    ],
    "기록된 의견 차이": [
        "Do fraud calls rise? (calls; 충돌; 출처가 서술) [Judge 2024, §5.1]",
        "우리는 Beta 2024가 2번 편에 선다고 추론합니다. 출처는 그렇게 말하지 않습니다. "
        "그 주장: Fraud calls fall. (calls-fall)",
        "알파 2023, 1번 편: Fraud calls rise. (calls-rise)",
        "They count differently.",
        "우리는 the team의 기록대로 이 의견 차이가 다른 기준점, 다른 단계에서 비롯한다고 "
        "추론합니다. 출처는 그렇게 말하지 않습니다.",
        "Judge 2024가 진단한 원인: 다른 기준점.",
        "Is haste called for? (haste; 서로 다른 물음; 출처에서 추론; our own) [알파 2023, Judge "
        "2024: §5.2]",
        "알파 2023: Act now. (act-now)",
    ],
}


@pytest.mark.parametrize("heading", COMPARED)
def test_a_comparison(comparison: Page, heading: str) -> None:
    assert list(lines(comparison, heading)) == COMPARED[heading]


def test_a_cell_with_all_that_goes_with_it(comparison: Page) -> None:
    cells = list(lines(comparison, "평가 틀의 단계 나란히 보기"))
    assert cells[1:4] == ["단계", "Beta 2024", "알파 2023"]
    assert cells[4:6] == [
        "1 위협",
        "■ 다룸, 적어도 이 정도\nr5\n[본문에서 분명; Beta 2024, 2.1]",
    ]
    assert cells[9].split("\n") == [
        "◇ 가정, 우리의 추론, 또는 일부 다룸",
        "No comparison is made.",
        "빠진 것: a comparison with closed models; a comparison with the web.",
        "우리는 연구가 이 단계를 보이는 대신 무언가를 가정한다고 추론합니다. 출처는 그렇게 말하지 "
        "않습니다. 우리의 표현으로는: Safeguards are taken to hold. [Judge 2024, A.1 Evidence]",
        "코더 간 차이: Bob의 읽기: 다룸 [전문; 알파 2023, p. 3]. Calls are compared.",
        "[모호함; Judge 2024, A.1 Evidence]",
    ]


MATRIX = {
    "저지가 읽은 대로 (연구 2편; 2024-01-31까지의 근거)": [
        *("연구", "T", "Evidence", "Ease", "Limits"),
        "alpha-2023\nphone",
        "■*\n다룸\n2명이 검토함",
        "◇ 또는 ◧*\n가정, 우리의 추론",
        "◧\n일부 다룸",
        "–\n없음",
        "delta-2021\nforgery",
        *["·\n코딩 안 됨"] * 4,
        "‘저지가 읽은 대로’를 읽은 쪽별 읽기 수는 소프트웨어(지침을 받은 모델) 1건, 사람 "
        "1건입니다. 사람이 코딩 6건 가운데 1건, 주장이나 태도 2건을 검토했으며, 동의 여부는 각각에 "
        "적혀 있습니다.",
        "‘저지가 읽은 대로’: 문헌 2편(일부를 읽음 1편, 다른 문헌을 통해서만 읽음 1편), "
        "연구 2편. 쓰이는 읽기 외에 문헌 1편에 대한 다른 읽기가 더 있습니다"
        "(전문을 읽음 1편). 둘 이상의 코더가 함께 코딩함: 칸 4개. 비교할 수 있는 것은 "
        "2개이고, 그중 1개에서 일치합니다.",
        "Incomplete does not mean flawed.",
        "Read second-hand.",
    ],
    "범례": [
        "■ 다룸: 채택한 평가가 그 단계를 다룸으로 코딩했다.",
        "◧ 일부 다룸: 채택한 평가가 그 단계를 일부 다룸으로 코딩했다.",
        "◇ 가정함(제시 없음): 그 단계는 없음으로 코딩되었고, 같은 평가의 가정이 그 자리를 "
        "대신한다.",
        "– 다루지 않음: 그 단계는 없음으로 코딩되었고, 그 자리를 대신하는 가정이 없다.",
        "· 코딩 안 됨: 그 단계의 코딩이 없거나, 읽은 글로는 판단할 수 없었다.",
        "기호 둘: 코딩이 모호하며, 두 번째 결과도 글에 맞습니다.",
        "+ 적어도 이 정도: 전문을 다 읽지 않았습니다.",
        "* 코더 간 차이가 있습니다.",
        "우리의 추론: 그 단계를 대신하는 것은 우리의 추론뿐이며, 출처는 그렇게 말하지 않습니다.",
        "검토함: 그만큼의 사람이 읽기를 글과 대조했습니다. 각각 동의하는지 달리 보는지는 아래에 "
        "적혀 있습니다.",
        "단계: T = 위협; Evidence = Evidence; Ease = Ease; Limits = Limits.",
    ],
    "주의해서 읽을 칸": [
        "alpha-2023, 위협: Bob의 읽기: 일부 다룸 [전문; 알파 2023, p. 1]",
        "alpha-2023, 위협: C. Checker (0000-0002-1825-0097)의 검토: 동의함: It is there. "
        "[A.1 Threat; 2024-04-01]",
        "alpha-2023, 위협: D. Doubter의 검토: 달리 봄. [page 2; 2024-04-02]",
        "alpha-2023, 위협: C. Checker (0000-0002-1825-0097)의 검토: 달리 봄. "
        "[A.1 Threat; 2024-05-01]",
        "alpha-2023, Evidence: 우리는 연구가 이 단계를 보이는 대신 무언가를 가정한다고 추론합니다. "
        "출처는 그렇게 말하지 않습니다. 우리의 표현으로는: Safeguards are taken to hold. "
        "[Judge 2024, A.1 Evidence]",
        "alpha-2023, Evidence: 가정, 우리의 추론, 또는 일부 다룸 [모호함; Judge 2024, A.1 "
        "Evidence]",
        "alpha-2023, Evidence: Bob의 읽기: 다룸 [전문; 알파 2023, p. 3]",
    ],
    "출처": [
        "beta-2024-forgery(Beta on forgery): Beta 2024, ch. 2; 읽은 범위: 글의 일부; Bob.",
        "beta-2024-fraud(Beta on fraud): Beta 2024, ch. 1; 읽은 범위: 전문; Bob.",
        "alpha-2023(알파의 전화 사기): Judge 2024, Appendix A.1; 읽은 범위: 다른 문헌을 통해서만; "
        "Ann.",
        "delta-2021(delta-2021): 코딩되지 않음.",
    ],
}


@pytest.mark.parametrize("heading", MATRIX)
def test_the_matrix(matrix: Page, heading: str) -> None:
    assert list(lines(matrix, heading)) == MATRIX[heading]
