"""Pages as Word documents: what Word's navigation, tables and links are made of."""

import sys
from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from ofmkg.errors import UsageError
from ofmkg.knowledge import KnowledgeGraph
from ofmkg.pages import compare
from ofmkg.pages.blocks import Heading, Item, Items, Page, Paragraph, Table
from ofmkg.pages.docx import to_docx
from ofmkg.pages.links import places
from ofmkg.pages.messages import Text, ident, join
from ofmkg.pages.words import words

PAGE: Page = (
    Heading("What was read", 1),
    Paragraph(join("", ("See ", ident("gopal-2023"), " and ", ident("nobody"), "."))),
    Heading("모든 읽기", 2),
    Items((Item("one", ("below it",)), Item("two"))),
    Table(("Study", "State"), (("a\nb", "in part"), ("c\x0b", "<none> & more"))),
)
KNOWN = {"gopal-2023": "https://w3id.org/ofmkg/study/gopal-2023"}


def opened(content: bytes) -> Document:
    return docx.Document(BytesIO(content))


def test_headings_lists_and_texts_have_the_styles_of_word() -> None:
    made = opened(to_docx(PAGE))
    assert [(each.style.name, each.text) for each in made.paragraphs if each.style] == [
        ("Heading 1", "What was read"),
        ("Normal", "See gopal-2023 and nobody."),
        ("Heading 2", "모든 읽기"),
        ("List Bullet", "one"),
        ("List Bullet 2", "below it"),
        ("List Bullet", "two"),
        ("Normal", ""),
    ]
    assert (made.core_properties.title, made.core_properties.author) == ("What was read", "ofmkg")


def test_a_table_has_lines_all_cells_and_a_head_on_every_page() -> None:
    (table,) = opened(to_docx(PAGE)).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Study", "State"],
        ["a\nb", "in part"],
        ["c\N{REPLACEMENT CHARACTER}", "<none> & more"],
    ]
    assert table.style is not None and table.style.name == "Table Grid"
    heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert heads == [True, False, False]
    bold = [
        [bool(cell.paragraphs[0].runs[0].font.bold) for cell in row.cells] for row in table.rows
    ]
    assert bold == [[True, True], [False, False], [False, False]]


def test_what_is_known_is_a_link_and_what_is_not_stays_text() -> None:
    made = opened(to_docx(PAGE, address=KNOWN.get))
    links = [link for each in made.paragraphs for link in each.hyperlinks]
    assert [(link.text, link.address) for link in links] == [("gopal-2023", KNOWN["gopal-2023"])]
    assert made.paragraphs[1].text == "See gopal-2023 and nobody."


def test_letters_of_a_table_are_small_and_its_head_bold_also_in_links() -> None:
    head = join("", (ident("gopal-2023"), " more"))
    page: Page = (Table((head,), ((join("", (ident("gopal-2023"), " and")),),)),)
    (table,) = opened(to_docx(page, address=KNOWN.get)).tables
    runs = [[each for each in row.cells[0]._tc.iter(qn("w:r")) if each.text] for row in table.rows]
    assert ["".join(each.text for each in row) for row in runs] == [
        "gopal-2023 more",
        "gopal-2023 and",
    ]
    for row in runs:
        assert {each.rPr.sz_val.pt for each in row} == {8}
    assert all(each.rPr.b is not None for each in runs[0])
    assert all(each.rPr.b is None for each in runs[1])


def test_korean_has_a_font_and_a_language() -> None:
    made = opened(to_docx(PAGE, lang="ko"))
    assert made.core_properties.language == "ko"
    for style in ("Normal", "Heading 1", "Heading 2"):
        fonts = made.styles[style].element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) == "Malgun Gothic"
        assert fonts.get(qn("w:eastAsiaTheme")) is None


@pytest.mark.parametrize(("columns", "on_its_side"), [(5, False), (6, True)])
def test_a_wide_table_turns_the_page(columns: int, on_its_side: bool) -> None:
    table = Table(tuple("abcdefgh"[:columns]), (("x",) * columns,))
    made = opened(to_docx((table,)))
    page = made.sections[0]
    assert page.page_width and page.page_height
    assert (page.page_width > page.page_height) == on_its_side
    widths = [column.width for column in made.tables[0].columns]
    assert sum(w or 0 for w in widths) <= page.page_width


def test_the_same_page_is_the_same_file() -> None:
    assert to_docx(PAGE) == to_docx(PAGE)
    assert to_docx(PAGE) != to_docx(PAGE[1:])


def test_without_the_library_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(UsageError, match=r"^Word documents need python-docx.*'ofmkg\[docx\]'\.$"):
        to_docx(PAGE)


def test_the_page_of_a_comparison_holds_its_words_and_links(kg: KnowledgeGraph) -> None:
    page = compare.document(kg.compare("gopal-2023", "musser-2023"), words(kg))
    made = opened(to_docx(page, address=places(kg).iri))
    told = "\n".join(each.text for each in made.paragraphs)
    for block in page:
        if isinstance(block, Heading | Paragraph):
            assert Text(block.text) in told
    assert len(made.tables) == sum(isinstance(block, Table) for block in page) > 0
    addresses = {link.address for each in made.paragraphs for link in each.hyperlinks}
    assert "https://w3id.org/ofmkg/study/gopal-2023" in addresses
    assert all(kg.has(address.partition("#")[0]) for address in addresses)
