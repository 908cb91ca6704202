"""Button data: there and back, within 64 bytes, and whatever is not exactly ours is refused."""

import random
import string
from dataclasses import fields
from typing import get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import buttons
from bot.buttons import (
    DATA_LIMIT,
    Button,
    arguing,
    correcting,
    day,
    following,
    kinds,
    knowing,
    leading,
    models,
    own,
    papers,
    people,
    preparing,
    proposing,
    settling,
    standing,
    talk,
    unpack,
)
from storage.packs import read_pack

PACK = read_pack("vooronderzoek")


def _longest(words: list[str]) -> str:
    return max(words, key=len)


LONGEST_ITEM = _longest([item.id for items in PACK.lists.values() for item in items.items])
LONGEST_OPTION = _longest(
    [option.id for phase in PACK.phases for round_ in phase.rounds for option in round_.options]
    + [option.id for option in (o for item in PACK.items("beslisboom") for o in getattr(item, "options", ()))]
    + [item.id for item in PACK.items("motieven")]
    + ["zeer_geschikt", "objection"]
)
LONGEST_PHASE = _longest([phase.id for phase in PACK.phases])
CONFERENCE = "abcdefghij23"
"""As the roster makes them: 12 characters."""
TOWN = "nieuwerkerk-aan-den-ijssel-en-ommela-12"
ROUND = 999_999
SECOND = 9_999_999_999
"""A moment in seconds, as long as such a number is until the year 2286."""

EXAMPLES: tuple[Button, ...] = (
    buttons.Answer(ROUND, LONGEST_ITEM, LONGEST_OPTION),
    buttons.Answer(1, "m01", "4"),
    following.Follow(ROUND),
    following.Keep(ROUND, LONGEST_ITEM),
    following.FurtherItems(ROUND, 11),
    following.FurtherItem(ROUND, LONGEST_ITEM, 1, 11),
    arguing.Argue(ROUND, LONGEST_ITEM),
    arguing.RatherNot(ROUND, LONGEST_ITEM),
    arguing.Decline(ROUND, LONGEST_ITEM),
    arguing.LetBe("0123456789ab" * 2),
    arguing.ReadThem(ROUND),
    arguing.NextLine(ROUND, "0123456789ab" * 2),
    arguing.Judge("0123456789ab" * 2, "return", "0123456789ab"),
    arguing.AllLines(ROUND, 12),
    arguing.AdmitAll(ROUND, "0123456789ab"),
    buttons.NoOpinion(ROUND, LONGEST_ITEM),
    buttons.Unacceptable(ROUND, LONGEST_ITEM, 1),
    buttons.Points(ROUND, LONGEST_ITEM, LONGEST_OPTION, 100),
    buttons.ClearPoints(ROUND, LONGEST_ITEM),
    buttons.Bound(ROUND, LONGEST_ITEM, LONGEST_OPTION),
    buttons.Bound(ROUND, LONGEST_ITEM, "none"),
    buttons.GoTo(ROUND, LONGEST_ITEM),
    buttons.Overview(ROUND),
    buttons.Resume(ROUND),
    buttons.WalkAll(ROUND),
    buttons.Done(ROUND),
    buttons.Detail(ROUND, LONGEST_ITEM, 9),
    buttons.Join("A-_z" * 5 + "Qw"),
    buttons.NotMe("A-_z" * 5 + "Qw"),
    buttons.Understood(CONFERENCE),
    buttons.Privacy(CONFERENCE),
    buttons.Practise(CONFERENCE, "5"),
    buttons.Result(ROUND, "meaning", 12),
    buttons.ResultItem(ROUND, "p" * 24),
    proposing.Propose(ROUND),
    proposing.ProposeNot(ROUND),
    proposing.OwnMotives(CONFERENCE, "a1" * 12),
    proposing.AdmitMotive("a1" * 12),
    proposing.MergeChoice("a1" * 12),
    proposing.MergeMotive("a1" * 12, "p" * 24),
    proposing.RefuseMotive("a1" * 12),
    proposing.UndoMotive("a1" * 12),
    buttons.NewConference("per_gemeente"),
    buttons.Desk("observers", CONFERENCE, LONGEST_PHASE),
    buttons.DeskRound("select_core", ROUND),
    buttons.DeskPerson("speaker", CONFERENCE),
    people.AskTown(CONFERENCE, TOWN),
    people.AskTown(CONFERENCE, ""),
    people.AskRole(CONFERENCE, TOWN, "b"),
    people.AskAgain(CONFERENCE),
    people.Admit(CONFERENCE, "0123456789ab", CONFERENCE),
    people.Admit(CONFERENCE, "0123456789ab", ""),
    people.Refuse(CONFERENCE, "0123456789ab"),
    people.Requests(CONFERENCE, "0123456789ab"),
    people.People("add_town", CONFERENCE),
    people.Mixed(CONFERENCE, 1),
    people.Delegation(CONFERENCE, TOWN, 19),
    people.Town("rename", CONFERENCE, TOWN),
    people.Person("unsecond", CONFERENCE),
    people.Move(CONFERENCE, TOWN),
    buttons.DeskTown("speaker", CONFERENCE, TOWN),
    kinds.Approve(ROUND, LONGEST_ITEM, LONGEST_OPTION, 1),
    kinds.ApproveNone(ROUND, LONGEST_ITEM),
    kinds.Rank(ROUND, LONGEST_ITEM, LONGEST_OPTION),
    kinds.Unrank(ROUND, LONGEST_ITEM, LONGEST_OPTION),
    kinds.EditContribution(ROUND, LONGEST_ITEM, "0123456789"),
    kinds.DropContribution(ROUND, LONGEST_ITEM, "0123456789"),
    kinds.Onward(ROUND, LONGEST_ITEM),
    preparing.ChooseItems(ROUND),
    preparing.Select(ROUND, "core"),
    preparing.ShowGroups(ROUND),
    preparing.SelectGroup(ROUND, "a" * 24),
    preparing.ShowItems(ROUND, 99),
    preparing.SelectItem(ROUND, "a" * 24, 1, 99),
    preparing.SetMode(ROUND, "individueel"),
    preparing.MoveOn(ROUND, "a" * 24, "next"),
    preparing.MyChoice(ROUND, "a" * 24),
    preparing.Homework(CONFERENCE),
    preparing.HomeworkDesk(CONFERENCE),
    preparing.OpenHomework(CONFERENCE, 1),
    preparing.CloseHomework(CONFERENCE),
    own.Ask("modellentool"),
    own.OwnData(),
    own.OwnRounds(CONFERENCE),
    own.OwnAnswers(ROUND, 99),
    own.Part(CONFERENCE),
    own.ForgetMe(CONFERENCE),
    models.Examples(),
    models.ShowExample("a" * 24),
    models.Findings(),
    models.Models(),
    models.ShowModel("a" * 24, 3, "a" * 12),
    models.WhatFits("a-" * 6),
    leading.Leaders(CONFERENCE),
    leading.AddLeader(CONFERENCE),
    leading.HandOver(CONFERENCE, CONFERENCE),
    leading.HandOverNow(CONFERENCE, CONFERENCE),
    leading.WithdrawLeader(CONFERENCE),
    leading.TakeOver(CONFERENCE),
    leading.TakeOverNow(CONFERENCE),
    leading.NameLeader(CONFERENCE),
    leading.ConfirmLeader(CONFERENCE, "0123456789"),
    papers.PaperRound(ROUND),
    papers.PaperTown(ROUND, TOWN),
    papers.PaperItem(ROUND, CONFERENCE, LONGEST_ITEM),
    papers.PaperItem(1, CONFERENCE, papers.SUMMARY),
    papers.PaperAnswer(ROUND, CONFERENCE, LONGEST_ITEM, "zeer_geschikt"),
    papers.PaperNoOpinion(ROUND, CONFERENCE, LONGEST_ITEM),
    papers.PaperMark(ROUND, CONFERENCE, LONGEST_ITEM, 1),
    papers.PaperTyped(ROUND, CONFERENCE, LONGEST_ITEM),
    papers.PaperBound(ROUND, CONFERENCE, LONGEST_ITEM, papers.NO_LETTER),
    knowing.Sheet(CONFERENCE),
    knowing.SheetGroup(CONFERENCE, LONGEST_ITEM, 99),
    knowing.SheetTask(CONFERENCE, LONGEST_ITEM),
    knowing.SheetLevel(CONFERENCE, LONGEST_ITEM, "a", "midden"),
    knowing.SheetNames(CONFERENCE, LONGEST_ITEM, "g"),
    knowing.SheetTown(CONFERENCE, LONGEST_ITEM, "g", "0123456789", 1),
    knowing.SheetExisting(CONFERENCE, LONGEST_ITEM),
    knowing.SheetImport(CONFERENCE),
    settling.Settings(CONFERENCE),
    settling.ChooseDeciding(CONFERENCE, "woordvoerder"),
    settling.PlanPhase(CONFERENCE, LONGEST_ITEM, 1),
    settling.ChoosePlan(CONFERENCE, "both"),
    settling.WriteGivens(CONFERENCE),
    settling.OwnTasks(CONFERENCE),
    settling.NewTask(CONFERENCE, LONGEST_ITEM),
    settling.DropTask(CONFERENCE, "eigen_20"),
    settling.WeighTask(CONFERENCE, LONGEST_ITEM),
    settling.SetLevel(CONFERENCE, LONGEST_ITEM, "midden"),
    settling.TaskGroups(CONFERENCE),
    settling.WeighTasks(CONFERENCE, 99),
    correcting.Corrections(CONFERENCE),
    correcting.Reopen(ROUND),
    correcting.Withdraw(ROUND),
    correcting.AskAgain(CONFERENCE, "a" * 24, 99),
    correcting.BackTo(CONFERENCE),
    correcting.GoBack(CONFERENCE, "a" * 24, 99),
    correcting.Skip(CONFERENCE, "a" * 24, 99),
    correcting.Cancel(CONFERENCE),
    correcting.CancelSure(CONFERENCE),
    standing.Amendments(ROUND),
    standing.Amend(ROUND, LONGEST_ITEM),
    standing.LeaveAmendment(ROUND, LONGEST_ITEM),
    standing.AskAmended(ROUND),
    standing.Agreed(ROUND),
    standing.SetAgreed(ROUND, LONGEST_ITEM, 1),
    standing.AgreeAll(ROUND),
    standing.OneByOne(ROUND),
    standing.Read(ROUND, LONGEST_ITEM),
    standing.Together(ROUND),
    standing.Late(CONFERENCE),
    standing.LateItem(ROUND, LONGEST_ITEM),
    standing.LateWord(ROUND, LONGEST_ITEM, "condition"),
    standing.LateBound(ROUND, LONGEST_ITEM, LONGEST_OPTION),
    day.EndTime(ROUND),
    day.EndIn(ROUND, 30),
    day.TypeEnd(ROUND),
    day.DropEnd(ROUND),
    day.ExtendEnd(ROUND, SECOND),
    day.Remind(ROUND),
    day.Awaited(ROUND),
    day.Enough(ROUND),
    day.PauseChoice(ROUND),
    day.Pause(ROUND, 15),
    day.ExtendPause(ROUND, SECOND),
    day.EndPause(ROUND, SECOND),
    day.RequestPause(ROUND),
    day.DayPlanCard(CONFERENCE),
    day.TypeDay(CONFERENCE),
    day.SetDay(CONFERENCE, SECOND, SECOND),
    talk.ChooseTalk(ROUND),
    talk.TalkPage(ROUND, 99, 15),
    talk.TalkItem(ROUND, "a" * 24, 1, 99, 15),
    talk.BeginTalk(ROUND, 15),
    talk.LeadTalk(ROUND),
    talk.NextPoint(ROUND, "a" * 24),
    talk.ExtendPoint(ROUND, "a" * 24, SECOND),
    talk.NotePoint(ROUND, "a" * 24),
    talk.Announce(CONFERENCE),
    talk.SendAnnouncement(CONFERENCE, "everybody", "0123456789"),
    talk.DropAnnouncement(CONFERENCE),
)
KINDS = {kind.PREFIX: kind for kind in Button.__subclasses__()}


def test_examples_cover_every_registered_kind() -> None:
    assert {type(example) for example in EXAMPLES} == set(KINDS.values())


@pytest.mark.parametrize("pressed", EXAMPLES, ids=repr)
def test_button_comes_back_as_it_was_packed_within_64_bytes(pressed: Button) -> None:
    data = pressed.pack()

    assert unpack(data) == pressed
    assert len(data.encode()) <= DATA_LIMIT


@pytest.mark.parametrize("item", [item.id for items in PACK.lists.values() for item in items.items])
def test_every_item_of_the_shipped_pack_fits_its_buttons(item: str) -> None:
    pressed = buttons.Points(ROUND, item, LONGEST_OPTION, 100)

    assert unpack(pressed.pack()) == pressed


def test_longest_ids_that_a_pack_may_have_fit_an_answer() -> None:
    longest = "a" * 24

    assert len(buttons.Answer(ROUND, longest, longest).pack().encode()) <= DATA_LIMIT


@pytest.mark.parametrize("text", ["a:b", "a b", "é", "a\n", "x" * 41, "<b>", "\u202e", "a.b", "a/b"])
def test_packing_refuses_a_field_of_another_form(text: str) -> None:
    with pytest.raises(ValueError, match="no button data"):
        buttons.Understood(text).pack()


def test_packing_refuses_more_than_64_bytes() -> None:
    with pytest.raises(ValueError, match="more than 64 bytes"):
        buttons.Answer(1, "a" * 40, "b" * 40).pack()


def test_prefix_that_is_taken_is_refused() -> None:
    with pytest.raises(ValueError, match="is taken"):
        buttons.button("a")(buttons.Answer)


@pytest.mark.parametrize(
    "data",
    [
        *("", ":", "::", "a", "a:", "a:1", "a:1:m01", "a:1:m01:4:5", "a:x:m01:4", "a:-1:m01:4", "a:+1:m01:4"),
        *("a: 1:m01:4", "a:1 :m01:4", "a:1.0:m01:4", "a:1e3:m01:4", "a:0x1:m01:4", "a:1:m 01:4", "a:1:m01:4 "),
        *("a:1:m01:4\n", "\na:1:m01:4", "A:1:m01:4", "aa:1:m01:4", "a;1;m01;4", "a::m01:4", "a:1:m01:é", "a:1:<b>:4"),
        *("a:1234567890123:m01:4", "u:1:m01:on", "u:1:m01:", "p:1:m01:m02:-1", "p:1:m01:m02:", "o:", "o", "o:1:2"),
        *(
            "x:1:m01:",
            "x:1:m01:-1",
            "s:1:short",
            "s:1:short:x",
            "d:\u0661\u0662",
            "o:\u00b2",
            "o:\uff11",
            "j",
            "j:a:b",
        ),
        *("j:a b", "j:" + "x" * 41, "j:" + "x" * 63, "zz:1", "__class__", "Button", "rr:open:", "rr:open:x", "rr::"),
        *("r:advance:c1", "r:advance:c1:p:q", "null", "{}", '{"a":1}', "\x00", "a:1:m01:4\x00", "a:1:m01:\u202e4"),
    ],
)
def test_unpacking_refuses_what_no_button_made(data: str) -> None:
    assert unpack(data) is None


def _mutations(seed: int, *, count: int) -> list[str]:
    """Data of ours with a few characters changed, taken out, put in, or parts moved round."""
    chance = random.Random(seed)
    alphabet = string.printable + "é€\u202e😀١²"
    changed = []
    for _ in range(count):
        data = list(chance.choice(EXAMPLES).pack())
        for _ in range(chance.randint(1, 4)):
            place = chance.randrange(len(data) + 1)
            match chance.randrange(3):
                case 0:
                    data[place : place + 1] = [chance.choice(alphabet)]
                case 1:
                    data[place:place] = [chance.choice(alphabet)]
                case _:
                    del data[place : place + 1]
        changed.append("".join(data))
    return changed


@pytest.mark.parametrize("seed", range(8))
def test_mutated_data_is_refused_or_reads_exactly_as_it_stands(seed: int) -> None:
    for data in _mutations(seed, count=100):
        found = unpack(data)

        assert found is None or found.pack() == data


@pytest.mark.parametrize("seed", range(4))
def test_random_bytes_are_refused(seed: int) -> None:
    chance = random.Random(seed)
    garbage = [
        "".join(chr(chance.randrange(1, 0x3000)) for _ in range(chance.randint(0, DATA_LIMIT))) for _ in range(100)
    ]

    assert [data for data in garbage if unpack(data) is not None] == []


_IDS = st.from_regex(r"[a-z][a-z0-9_]{0,15}", fullmatch=True)
_NUMBERS = st.integers(min_value=0, max_value=999_999)


@st.composite
def _pressed(draw: st.DrawFn) -> Button:
    kind = draw(st.sampled_from(sorted(KINDS.values(), key=lambda cls: cls.PREFIX)))
    hints = get_type_hints(kind)
    return kind(*(draw(_NUMBERS if hints[field.name] is int else _IDS) for field in fields(kind)))


@given(pressed=_pressed())
@settings(max_examples=150, deadline=None)
def test_any_button_comes_back_as_it_was_packed(pressed: Button) -> None:
    assert unpack(pressed.pack()) == pressed


@given(data=st.text(max_size=80))
@settings(max_examples=150, deadline=None)
def test_any_text_is_refused_or_reads_exactly_as_it_stands(data: str) -> None:
    found = unpack(data)

    assert found is None or found.pack() == data
