"""Authors in one line: taken apart where it is plain who is who, refused where it is not."""

import pytest

from ofmkg.bibliography.names import Name, parted

SMITH, JONES = Name("Smith", "J."), Name("Jones", "A.")


@pytest.mark.parametrize(
    ("line", "names", "more"),
    [
        ("Lakatos, S.", (Name("Lakatos", "S."),), False),
        ("Smith, J. and Jones, A.", (SMITH, JONES), False),
        ("Smith, J., and Jones, A.", (SMITH, JONES), False),
        ("Smith, J., & Jones, A.", (SMITH, JONES), False),
        ("Smith, J. & Jones, A.", (SMITH, JONES), False),
        ("Smith, J.; Jones, A. B.", (SMITH, Name("Jones", "A. B.")), False),
        ("Smith, John; Jones, Alice", (Name("Smith", "John"), Name("Jones", "Alice")), False),
        ("Smith, John and Jones, Alice", (Name("Smith", "John"), Name("Jones", "Alice")), False),
        ("Dupont, É., and Smith, J.", (Name("Dupont", "É."), SMITH), False),
        ("King, M. L., Jr., and Smith, J.", (Name("King", "M. L.", "Jr."), SMITH), False),
        ("King, Jr., M. L. and Smith, J.", (Name("King", "M. L.", "Jr."), SMITH), False),
        (
            "Cuéllar, M.-F., Ho, D. E., et al.",
            (Name("Cuéllar", "M.-F."), Name("Ho", "D. E.")),
            True,
        ),
        ("Smith, J. et al.", (SMITH,), True),
        ("Smith, J. and others", (SMITH,), True),
        (
            "Ó hÉigeartaigh, S., De Gregorio, A., and O'Keefe, C.",
            (Name("Ó hÉigeartaigh", "S."), Name("De Gregorio", "A."), Name("O'Keefe", "C.")),
            False,
        ),
        ("van der Berg, A. and Smith, J.", (Name("van der Berg", "A."), SMITH), False),
        (
            "{Research and Sons, Inc.} and Smith, J.",
            (Name(organization="Research and Sons, Inc."), SMITH),
            False,
        ),
    ],
)
def test_who_is_who(line: str, names: tuple[Name, ...], more: bool) -> None:
    assert parted(line) == (names, more)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "et al.",
        "Apple Support",
        "Max Kamachee",
        "Brady, Lee",  # two people, or one
        "Kamachee, Casper, Ding",
        "Smith, John, and Jones, Alice",
        "Smith, J., et al. (OpenAI)",
        "Bengio, Y. (chair) and more than 100 contributors",
        "Creative Commons, LAION, and Others",
        "Liu, D., Chang, O., and Google Open Source Security Team",
        "김철수, 이영희",
        "Smith J, Jones A",
        "Smith, J. Jones, A.",
        "{Smith",
    ],
)
def test_what_may_mean_two_things_is_refused_with_the_form_that_is_wanted(line: str) -> None:
    with pytest.raises(ValueError, match=r"write a list, one author each: `- \{family: Smith"):
        parted(line)


def test_a_name_as_one_reads_it_and_as_a_list_prints_it() -> None:
    king = Name("King", "M. L.", "Jr.")
    assert (king.label, king.listed) == ("M. L. King Jr.", "King, M. L., Jr.")
    institute = Name(organization="An Institute")
    assert institute.label == institute.listed == "An Institute"
    assert Name(name="김철수").listed == "김철수"
