"""Documents for Word: headings that its navigation shows, tables with all columns, links."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ofmkg.errors import UsageError
from ofmkg.graph.characters import writable
from ofmkg.pages.blocks import Block, Heading, Items, Page, Table
from ofmkg.pages.messages import Span, spans_of, split_lines

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.section import Section
    from docx.text.paragraph import Paragraph as WordParagraph
    from docx.text.run import Run

_NEEDED = "Word documents need python-docx, which is not installed: pip install 'ofmkg[docx]'."
_MADE = datetime(2000, 1, 1)  # the same text is the same file, whenever it is written
_WIDE = 5  # columns beyond which a table needs the page on its side
_SMALL = 8  # points of the letters in a table
_HANGUL = "Malgun Gothic"

Address = Callable[[str], str | None]  # of what a text names, if it is known


def to_docx(document: Page, *, lang: str = "en", address: Address = lambda _: None) -> bytes:
    """Return a document as a file for Word; `lang` is the language of its words.

    What texts name becomes a link where `address` knows where it stands. Raises UsageError if
    python-docx is not installed.
    """
    try:
        import docx
    except ImportError as error:
        raise UsageError(_NEEDED) from error
    made = docx.Document()
    _set_up(made, document, lang)
    for block in document:
        _add(made, block, address)
    content = BytesIO()
    made.save(content)
    return _undated(content.getvalue())


def _set_up(made: "WordDocument", document: Page, lang: str) -> None:
    """Set language, letters and paper; the first heading is the title."""
    from docx.enum.section import WD_ORIENT
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    title = next((block.text for block in document if isinstance(block, Heading)), "")
    about = made.core_properties
    about.title, about.author, about.language = writable(title)[:255], "ofmkg", lang
    about.comments, about.created, about.modified = "", _MADE, _MADE
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10.5)
    letters = normal.element.get_or_add_rPr()
    for each in ("Normal", "Heading 1", "Heading 2", "Heading 3", "Heading 4"):
        fonts = made.styles[each].element.get_or_add_rPr().get_or_add_rFonts()
        fonts.attrib.pop(qn("w:eastAsiaTheme"), None)
        fonts.set(qn("w:eastAsia"), _HANGUL)
    for old in letters.findall(qn("w:lang")):
        letters.remove(old)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "ko-KR")
    letters.append(language)
    page = made.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    if any(isinstance(block, Table) and len(block.columns) > _WIDE for block in document):
        page.orientation = WD_ORIENT.LANDSCAPE
        page.page_width, page.page_height = page.page_height, page.page_width
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2)


def _add(made: "WordDocument", block: Block, address: Address) -> None:
    if isinstance(block, Heading):
        _write(made.add_heading(level=min(max(block.level, 1), 9)), block.text, address)
    elif isinstance(block, Items):
        for item in block.items:
            _write(made.add_paragraph(style="List Bullet"), item.text, address)
            for detail in item.details:
                _write(made.add_paragraph(style="List Bullet 2"), detail, address)
    elif isinstance(block, Table):
        _table(made, block, address)
    else:
        _write(made.add_paragraph(), block.text, address)


def _table(made: "WordDocument", block: Table, address: Address) -> None:
    """Add a table with lines, whose head stands on every page and whose rows stay together."""
    from docx.oxml import OxmlElement
    from docx.shared import Pt

    table = made.add_table(len(block.rows) + 1, len(block.columns), style="Table Grid")
    table.autofit = False
    space = _line(made.sections[0])
    widths = [int(space * share) for share in block.shares]
    every = iter(table._cells)  # asked for one by one, they are searched for each time
    for number, row in enumerate((block.columns, *block.rows)):
        for text, width in zip(row, widths, strict=True):
            cell = next(every)
            cell.width = width
            for run in _write(cell.paragraphs[0], text, address):
                run.font.size, run.font.bold = Pt(_SMALL), number == 0 or None
    for number, line in enumerate(table.rows):
        about = line._tr.get_or_add_trPr()
        about.append(OxmlElement("w:cantSplit"))
        if number == 0:
            about.append(OxmlElement("w:tblHeader"))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    made.add_paragraph()


def _line(page: "Section") -> int:
    assert page.page_width is not None
    return int(page.page_width) - int(page.left_margin or 0) - int(page.right_margin or 0)


def _write(paragraph: "WordParagraph", text: str, address: Address) -> "list[Run]":
    """Write a text with its lines and links; returns its runs, those of links as well."""
    runs = []
    for number, line in enumerate(split_lines(text)):
        if number:
            paragraph.add_run().add_break()
        for part, target in _parts(line, address):
            run = paragraph.add_run(writable(part))
            runs.append(run)
            if target:
                _link(paragraph, target)
                paragraph._p[-1].append(run._r)
    return runs


def _link(paragraph: "WordParagraph", target: str) -> None:
    """Begin a link at the end of a paragraph, for a run to be put into."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, True))
    paragraph._p.append(link)


def _parts(line: str, address: Address) -> Iterator[tuple[str, str | None]]:
    """Yield a line in parts, each with where it leads to, if anywhere."""
    done = 0
    for span in _in_order(spans_of(line)):
        target = address(span.thing)
        if target is not None and span.start >= done:
            yield str(line)[done : span.start], None
            yield str(line)[span.start : span.end], target
            done = span.end
    yield str(line)[done:], None


def _in_order(spans: Sequence[Span]) -> list[Span]:
    return sorted(spans, key=lambda span: span.start)


def _undated(content: bytes) -> bytes:
    """Return a file for Word without the time at which its parts were packed."""
    packed = BytesIO()
    with ZipFile(BytesIO(content)) as given, ZipFile(packed, "w", ZIP_DEFLATED) as made:
        for name in given.namelist():
            info = ZipInfo(name, _MADE.timetuple()[:6])
            info.compress_type = ZIP_DEFLATED
            made.writestr(info, given.read(name))
    return packed.getvalue()
