"""The file of corrections: what is refused, and where each name ends up."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.errors import LexiconError
from summitry.lexicon import Correction, Corrections, load_corrections
from summitry.records import EntityType

HEADER = "kind,name,entity_type,value,document,note"


def load(folder: Path, *lines: str) -> Corrections:
    (folder / "corrections.csv").write_text("\n".join((HEADER, *lines, "")), "utf-8")
    return load_corrections(folder)


@pytest.mark.parametrize(
    ("lines", "line", "says"),
    [
        pytest.param(["merge,A,person,B,,"], 2, "'merge', which is not one of", id="unknown kind"),
        pytest.param(["same,A,people,B,,"], 2, "'people', which is not one of", id="unknown type"),
        pytest.param(["same,A,person,B"], 2, "4 cells where the header has 6", id="too few cells"),
        pytest.param(["same,Safadi, Ayman,person,B,,"], 2, "7 cells", id="comma in a name without quotes"),
        pytest.param(["same,,person,B,,"], 2, "column 'name' is empty", id="no name"),
        pytest.param(["same,A,person,,,"], 2, "column 'value' is empty", id="same as nothing"),
        pytest.param(["rename,A,person,  ,,"], 2, "column 'value' is empty", id="renamed to blanks"),
        pytest.param(["# note", "type,A,person,human,,"], 3, "'human', which is not one of", id="retyped to no type"),
        pytest.param(["type,A,person,person,,"], 2, "not one of", id="retyped to its own type"),
        pytest.param(["same,ayman  SAFADI,person,Ayman Safadi,,"], 2, "one entity already", id="same as itself"),
        pytest.param(["rename,A,person,A,,"], 2, "called so already", id="renamed to itself"),
        pytest.param(["same,A,person,B,a.txt,"], 2, "holds for all documents", id="same in one document"),
        pytest.param(["same,A,person,B,,", "same,a,person,C,,"], 3, "cannot be both 'B' (line 2) and 'C'", id="same as two"),
        pytest.param(["same,A,person,B,,", "rename,A,person,C,,"], 3, "cannot be both", id="merged and renamed"),
        pytest.param(["rename,A,person,Bc,,", "rename,A,person,BC,,"], 3, "cannot be both", id="two spellings"),
        pytest.param(["type,A,person,place,,", "type,A,person,event,,"], 3, "cannot be both", id="two types"),
        pytest.param(["type,A,person,place,,", "same,A,person,B,,"], 3, "both retyped and merged", id="retyped and merged"),
        pytest.param(["same,A,person,B,,", "same,B,person,A,,"], 3, "circle: lines 2, 3", id="circle of two"),
        pytest.param(["same,A,person,B,,", "same,B,person,C,,", "rename,C,person,a,,"], 4, "circle: lines 2, 3, 4", id="circle of three"),
        pytest.param(["type,A,person,place,,", "type,A,place,person,,"], 3, "circle", id="circle of types"),
        pytest.param(["different,A,person,B,,", "different,A,person,C,,"], 3, "different things of 'A'", id="two others"),
        pytest.param(["different,A,person,,x.txt,", "different,A,person,C,x.txt,"], 3, "different things", id="its own and another"),
        pytest.param(["different,A,person,,,", "same,A,person,B,,"], 3, "is and is not another", id="same and different"),
        pytest.param(["same,B,person,A,,", "different,A,person,B,x.txt,"], 3, "make 'B' and 'A' one entity", id="parted from itself"),
        pytest.param(["different,A,person,B,,", "different,B,person,C,x.txt,"], 3, "that those of 'B' are not", id="chain of different"),
    ],
)
def test_fault_is_told_with_file_line_and_remedy(lines: list[str], line: int, says: str, tmp_path: Path) -> None:
    with pytest.raises(LexiconError) as error:
        load(tmp_path, *lines)
    assert f"corrections.csv, line {line}: " in error.value.problem
    assert says in error.value.problem
    assert "summitry/lexicon/README.md" in error.value.remedy


@pytest.mark.parametrize(
    "content",
    [pytest.param(b"\xff\xfe\x00", id="not UTF-8"), pytest.param(b"", id="empty"), pytest.param(b"kind,name\n", id="columns missing")],
)
def test_broken_file_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "corrections.csv").write_bytes(content)
    with pytest.raises(LexiconError, match=r"corrections\.csv, line 1"):
        load_corrections(tmp_path)


def test_no_folder_and_no_file_are_no_corrections(tmp_path: Path) -> None:
    assert not load_corrections(None)
    assert not load_corrections(tmp_path)


def test_the_example_in_the_readme_is_a_good_file(tmp_path: Path) -> None:
    readme = (Path(__file__).parents[3] / "README.md").read_text("utf-8")
    (tmp_path / "corrections.csv").write_text(readme.split("```csv\n")[1].split("```")[0], "utf-8")
    made = load_corrections(tmp_path)
    assert {row.kind for row in made.rows} == {"same", "rename", "type", "different"}
    assert made.settled("person", "Safadi") == made.settled("person", "Ayman al-Safadi")


CHAINS = (
    "# what the desk decided",
    "same,Safadi,person,A. Safadi,,",
    "rename,A. Safadi,person,Ayman Safadi,,full name",
    "rename,bayt al-hikma,organization,Bayt al-Hikma,,only the capitals",
    "type,Quad Leaders,person,forum,,",
    "rename,Quad Leaders,forum,Quad Leaders' Summit,,",
    "rename,The Accord,organization,Accord of Basra,,",
    "type,The Accord,organization,treaty,,both at once",
    "same,X,person,ayman safadi,,another spelling of the same",
    "same,X,person,Ayman Safadi,,twice is no contradiction",
)


@pytest.mark.parametrize(
    ("entity_type", "name", "expected"),
    [
        pytest.param("person", "Safadi", ("person", "Ayman Safadi", False), id="chain"),
        pytest.param("person", "  SAFADI\n", ("person", "Ayman Safadi", False), id="case and white space"),
        pytest.param("person", "AYMAN SAFADI", ("person", "Ayman Safadi", False), id="the end of a chain is written alike"),
        pytest.param("organization", "Safadi", ("organization", "Safadi", False), id="another type is not meant"),
        pytest.param("organization", "BAYT AL-HIKMA", ("organization", "Bayt al-Hikma", False), id="only the capitals"),
        pytest.param("person", "Quad Leaders", ("forum", "Quad Leaders' Summit", True), id="type, then name"),
        pytest.param("organization", "the accord", ("treaty", "Accord of Basra", True), id="type and name of one entity"),
        pytest.param("person", "Safadí", ("person", "Safadí", False), id="accents tell names apart"),
        pytest.param("person", "", ("person", "", False), id="empty"),
    ],
)
def test_where_a_name_ends_up(entity_type: EntityType, name: str, expected: tuple[str, str, bool], tmp_path: Path) -> None:
    end = load(tmp_path, *CHAINS).settled(entity_type, name)
    assert (end.entity_type, end.name, end.retyped) == expected


def test_what_is_merged_is_listed_without_what_changed_type(tmp_path: Path) -> None:
    merged = load(tmp_path, *CHAINS).merged
    assert merged["person", "ayman safadi"] == (("person", "a. safadi"), ("person", "safadi"), ("person", "x"))
    assert ("treaty", "accord of basra") not in merged


@given(
    st.lists(st.tuples(st.sampled_from("ABCDEF"), st.sampled_from("ABCDEF"), st.sampled_from(["same", "rename"])), max_size=8), st.randoms()
)
def test_any_rows_are_refused_or_settle_alike_in_any_order(pairs: list[tuple[str, str, str]], shuffle: random.Random) -> None:
    def settle(order: list[tuple[str, str, str]]) -> dict[str, str] | None:
        rows = [Correction(kind, a, "person", b, None, Path("c.csv"), n) for n, (a, b, kind) in enumerate(order, 2) if a != b]  # type: ignore[arg-type]
        try:
            made = Corrections(tuple(rows))
        except LexiconError:
            return None
        return {name: made.settled("person", name).name for name in "ABCDEF"}

    first = settle(pairs)
    shuffled = list(pairs)
    shuffle.shuffle(shuffled)
    assert settle(shuffled) == first
    if first is not None:
        assert all(first[end] == end for end in first.values())
        assert all(first[a] == first[b] for a, b, _ in pairs)
