"""The guard: what it lets pass, what it refuses, and where it says the reason stands."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ofmkg.graph.guard import Limits, RefusedQuery, check
from ofmkg.graph.resources import room

KEYWORDS = [
    *("SERVICE", "INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"),
    *("WITH", "USING"),
]
LIBRARY = sorted(room("queries").rglob("*.rq"))


def refused(query: str, limits: Limits | None = None) -> RefusedQuery:
    with pytest.raises(RefusedQuery) as caught:
        check(query, limits)
    return caught.value


@pytest.mark.parametrize("path", LIBRARY, ids=lambda path: path.stem)
def test_lets_the_library_pass(path: Path) -> None:
    check(path.read_text(encoding="utf-8"))


# Words where they are no keywords

HARMLESS = [
    "SELECT * {{ ?s ?p '{0}' }}",
    'SELECT * {{ ?s ?p "x {0} <http://x> {{}}" }}',
    "SELECT * {{ ?s ?p '''it's\n {0} ''' }}",
    'SELECT * {{ ?s ?p """say "{0}" """ }}',
    "SELECT * {{ ?s ?p 'it\\' {0} ' }}",
    'SELECT * {{ ?s ?p "back\\\\" , " {0} " }}',
    "SELECT * # {0} <http://x> {{\n{{ ?s ?p ?o }}",
    "# {0}\rASK {{}}",
    "SELECT * {{ ?s <http://x/{0}> ?o }}",
    "SELECT * {{ ?s <http://x/a#{0}> ?o }}",
    "SELECT * {{ ?{0} ?p ${0} }}",
    "PREFIX {0}: <http://x/> SELECT * {{ {0}:a {0}:{0} ?o }}",
    "PREFIX ex: <http://x/> SELECT * {{ ex:{0} ex:a.{0} ex:a-{0} }}",
    "PREFIX ex: <http://x/> SELECT * {{ ex:a\\#{0} ?p ex:\\'{0} }}",
    "PREFIX {0}: <http://x/> SELECT * {{ GRAPH {0}:g {{ ?s ?p ?o }} }}",
    "PREFIX {0}: <http://x/> SELECT * FROM {0}:g {{ ?s ?p ?o }}",
    "PREFIX {0}: <http://x/> DESCRIBE {0}:g {{ ?s ?p ?o }}",
    "SELECT * {{ _:{0} ?p ?o }}",
    "SELECT * {{ ?s ?p 'x'@{0} }}",
    "SELECT * {{ ?s ?p 'x'@en-{0} }}",
    "SELECT * {{ ?s ?p 'x'^^<http://x/{0}> }}",
]


@pytest.mark.parametrize("word", ["SERVICE", "service", "Load", "insert", "DELETE", "with"])
@pytest.mark.parametrize("query", HARMLESS)
def test_words_that_are_no_keywords_pass(query: str, word: str) -> None:
    check(query.format(word))


@pytest.mark.parametrize(
    "query",
    [
        "ASK { FILTER((?a<?b)&&(?c>?d)) }",
        "ASK { FILTER((?a<1)&&?c>2) }",
        "ASK { FILTER(?a<<http://x/>) }",
        "ASK { FILTER(?a<=?b||?c>=?d) }",
        "ASK { FILTER(true<?b) BIND((?a)<(?b) AS ?c) }",
        "ASK { ?s ?p ( 1 <http://x/Foo_(bar)#x> ) }",
        "ASK { VALUES (?a ?b) { (<http://x/a> <http://x/a_(b)>) ('x' <http://x/#c>) } }",
        "ASK { << ?s ?p ?o >> ?q <<( ?a ?b <<( ?c ?d 1 )>> )>> }",
        "ASK { ?s ?p ?o ~ ?r {| ?q 1 |} }",
        "ASK { ?s <http://x/a>?/^<http://x/b>*|!(<http://x/c>|^<http://x/d>) ?o }",
        "ASK { ?s ?p -1 , +1.5 , 1e5 , .5 , 1.e-3 , true }",
        'ASK { ?s ?p \'\' , "" , \'\'\'\'\'\' , """""" , "\\u0022" }',
        "SELECT * { VALUES ?x {" + "'x' " * 20_000 + "} }",
        "SELECT * { FILTER(?x IN (" + ",".join(["<http://x/>"] * 8_000) + ")) }",
        "ASK { " + "(" * 49 + "{" * 50 + "}" * 50 + ")" * 49 + " }",
    ],
)
def test_odd_but_harmless_queries_pass(query: str) -> None:
    check(query)


# Words where they are keywords

DISGUISES = [
    "SELECT * { KEYWORD <http://x/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o .KEYWORD <http://x/> {} }",
    "SELECT * { ?s ?p ?o KEYWORD?x {} }",
    "SELECT * {KEYWORD<http://x/>{}}",
    "SELECT * { KEYWORD # why\n <http://x/> {} }",
    "SELECT * { 'it\\'s' KEYWORD ?x {} }",
    "SELECT * { '''it's''' KEYWORD ?x {} }",
    "SELECT * { <http://x/#> KEYWORD ?x {} }",
    "SELECT * { FILTER(?a<1) KEYWORD ?x {} FILTER(?b>1) }",
    "SELECT * { FILTER(?a<1)KEYWORD ?x #>\n {} }",
    "SELECT * { { KEYWORD ?x {} } }",
    "SELECT * { GRAPH ?g { OPTIONAL { KEYWORD ?x {} } } }",
    "SELECT * { ?s ?p 1KEYWORD ?x {} }",
]


def spelled(word: str) -> list[str]:
    """Return ways to write a word that mean the same."""
    escaped = "".join(f"\\u{ord(letter):04x}" for letter in word)
    return [word, word.lower(), word.title(), f"\\u{ord(word[0]):04X}{word[1:]}", escaped]


@pytest.mark.parametrize("word", KEYWORDS)
@pytest.mark.parametrize("query", DISGUISES)
def test_keywords_are_refused(query: str, word: str) -> None:
    for spelling in spelled(word):
        reason = refused(query.replace("KEYWORD", spelling)).reason
        assert ("SERVICE is refused" if word == "SERVICE" else f"{word} is an update") in reason


@pytest.mark.parametrize(
    "query",
    [
        "PREFIX : <http://x/> SELECT * { SERVICE:x { ?s ?p ?o } }",
        "PREFIX ex: <http://x/> SELECT * { SERVICEex:x { ?s ?p ?o } }",
        "PREFIX ex: <http://x/> SELECT * { SERVICESILENTex:x { ?s ?p ?o } }",
        "PREFIX : <http://x/> SELECT * { service:x # why\n { ?s ?p ?o } }",
        "PREFIX : <http://x/> SELECT * { ?s ?p ?graph service:x { ?s ?p ?o } }",
        "PREFIX : <http://x/> SELECT * { FILTER(?a<1)SERVICE:x#>\n{ ?s ?p ?o } }",
        "SELECT * { SERVICESILENT<http://x/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p trueSERVICE <http://x/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p true.SERVICE <http://x/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p '\\u0022 # ' SERVICE <http://x/> { ?s ?p ?o } }",
        'SELECT * { ?s ?p "\\u0022 SERVICE <http://x/> { ?s ?p ?o } #" }',
    ],
)
def test_service_in_disguises_of_its_own(query: str) -> None:
    assert "SERVICE is refused" in refused(query).reason


# Depth and length

NESTS = {
    "{": ("{", "}"),
    "(": ("(", ")"),
    "[": ("[", "]"),
    "<<": ("<< ", " >>"),
    "<<(": ("<<( ", " )>>"),
    "mixed": ("{ ?s ?p ( [ ?p ", " ] ) }"),
}


@pytest.mark.parametrize("kind", NESTS)
@pytest.mark.parametrize("depth", [101, 1_000, 10_000, 100_000])
def test_deep_nesting_is_refused(kind: str, depth: int) -> None:
    start, end = NESTS[kind]
    wide = Limits(text=10_000_000)
    assert "nested more than 100 deep" in refused(start * depth + end * depth, wide).reason
    assert "nested more than 100 deep" in refused(start * depth, wide).reason
    each = sum(start.count(bracket) for bracket in ("{", "(", "[", "<<"))
    check(start * (100 // each) + end * (100 // each), wide)


def test_nesting_behind_what_looks_like_an_iri() -> None:
    for depth, fine in ((90, True), (200, False)):
        query = f"ASK {{ FILTER(?a<{'(' * depth}1{')' * depth}>2) }}"
        if fine:
            check(query)
        else:
            assert "nested" in refused(query).reason
    assert "longer than 2,000" in refused(f"ASK {{ FILTER(?a<{'!' * 3_000}1>2) }}").reason


@pytest.mark.parametrize(
    "part",
    [
        *("||?x", "&&?x", "+?x", "-?x", "*?x", "/?x", "!", "-1 ", "?x=", "|<http://x/>"),
        *("/<http://x/>", "^", "?", "<http://x/>*", "{} UNION ", "OPTIONAL {} ", "MINUS {} "),
        *("FILTER(1) ", "FILTER EXISTS {} ", "BIND(1 AS ?x) ", "VALUES ?x {} ", "GRAPH ?g {} "),
        *("LATERAL {} ", "(1 AS ?x) ", "{SELECT * {}} "),
    ],
)
def test_thousands_of_operators_are_refused(part: str) -> None:
    check(f"ASK {{ {part * 100} }}")
    assert "more than 1,000 operators" in refused(f"ASK {{ {part * 3_000} }}").reason


@pytest.mark.parametrize("form", ["DESCRIBE ", "SELECT ", "ASK {} GROUP BY "])
def test_long_lists_beside_the_pattern_are_refused(form: str) -> None:
    for term in ("?x ", "<http://x/> ", "ex:a "):
        check(form + term * 900)
        assert "more than 1,000" in refused(form + term * 3_000).reason


def test_text_is_measured_in_bytes() -> None:
    check("#" + "ü" * 10, Limits(text=21))
    assert "22 bytes long; at most 21" in refused("##" + "ü" * 10, Limits(text=21)).reason


@pytest.mark.parametrize(
    ("query", "line", "column", "words"),
    [
        ("ASK {", 1, 5, "{ is never closed"),
        ("ASK {\n  ?s ?p ?o )", 2, 12, ") closes nothing"),
        ("ASK { ( } )", 1, 9, "} closes nothing"),
        ("ASK {\r\n\r\n'x }", 3, 1, "A string has no end"),
        ('ASK { """x"" }', 1, 7, "A string has no end"),
        ("ASK {\n\tSERVICE ?x {} }", 2, 2, "SERVICE is refused"),
        ("ASK { '\\u0041\\u0042' \\u0053ERVICE ?x {} }", 1, 22, "SERVICE is refused"),
    ],
)
def test_says_where(query: str, line: int, column: int, words: str) -> None:
    found = refused(query)
    assert words in found.reason
    assert (found.line, found.column) == (line, column)
    assert f"(line {line}, column {column})" in str(found)


# Whatever comes

PIECES = st.sampled_from(
    [
        *"{}()[]<>\"'#\\.:;,?$@^|/!+-*=&_~% \n\r\t",
        *("<<", ">>", "<<(", ")>>", '"""', "'''", "\\u0053", "\\U00000022", "\\u", "SERVICE"),
        *("ex:a", "?x", "<http://x/>", "1.5e3", "@en", "a", "true", "_:b", "OPTIONAL", "é", "😀"),
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=60).map("".join)))
def test_raises_nothing_but_refusals(text: str) -> None:
    try:
        check(text, Limits(nesting=5, operators=20))
    except RefusedQuery as refusal:
        assert refusal.line >= 1
        assert refusal.column >= 1


INERT = st.text(alphabet="abc XYZ<>{}()[]#.:;,?|&!", max_size=12)


@given(st.sampled_from(KEYWORDS), INERT, INERT)
def test_keywords_in_strings_and_comments_never_matter(word: str, before: str, after: str) -> None:
    inside = f"{before} {word} {after}"
    check(f"SELECT * {{ ?s ?p '{inside}', \"{inside}\" }} # {inside}\n#{inside}")


@given(st.sampled_from(KEYWORDS), INERT, st.booleans())
def test_keywords_after_strings_and_comments_always_matter(
    word: str, inside: str, upper: bool
) -> None:
    keyword = word if upper else word.lower()
    for beginning in (f"'{inside}'", f'"""{inside}"""', f"#{inside}\n", f"<{'x'}#{'y'}>"):
        assert word in refused(f"SELECT * {{ {beginning} {keyword} <http://x/> {{}} }}").reason


LONG = [
    *("1 " * 49_000, "a." * 49_000, "ex:a" + "." * 99_000, "<a" * 49_000, "?" * 99_000),
    *('"' + "\\" * 99_000, '"""' + '"" ' * 30_000, "@a" + "-" * 99_000, "\\u0041" * 16_000),
    *("'" * 99_999, "<" * 99_999, "#" * 99_999, ":" * 99_999, "a%" * 49_000, "ex:" * 30_000),
]
JUDGED = """
import contextlib, json, resource, sys
from ofmkg.graph.guard import RefusedQuery, check
texts = json.load(sys.stdin)
check("ASK {}")
used = int(sum(resource.getrusage(resource.RUSAGE_SELF)[:2]))
resource.setrlimit(resource.RLIMIT_CPU, (used + 30, used + 30))
for text in texts:
    with contextlib.suppress(RefusedQuery):
        check(text)
"""


def test_takes_time_in_proportion_to_the_text() -> None:
    # All together take half a second of a process of their own; one that grew with the square of
    # its text would by itself be stopped by the limit.
    subprocess.run(
        [sys.executable, "-c", JUDGED], input=json.dumps(LONG), text=True, check=True, timeout=600
    )
