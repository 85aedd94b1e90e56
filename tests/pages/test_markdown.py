"""Pages as Markdown."""

from ofmkg.pages.blocks import Paragraph, Table
from ofmkg.pages.markdown import to_markdown


def test_markdown_escapes_what_it_would_read_as_markup() -> None:
    text = to_markdown((Paragraph("*a* [b](c) <d> | e_f"), Table(("x",), (("a|b\nc",),))))
    assert r"\*a\* \[b\](c) \<d\> \| e\_f" in text
    assert text.endswith("| x |\n| --- |\n| a\\|b<br>c |\n")
