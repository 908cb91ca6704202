"""Which attempt at a proposal is the last, what rests on something asked again, and what is a hamerstuk."""

from dataclasses import replace

from flows.recommendation.agreed import is_agreed
from flows.recommendation.attempts import attempts_at, last_attempts
from flows.recommendation.derive import derive_items
from flows.recommendation.outdated import outdated_rounds
from flows.words import RoundState


def put(scene, template, number, *, key, state=RoundState.SETTLED, like=None):
    """A round of the scene once more under another number."""
    found = like or next(s.round for s in scene.rounds if s.round.template == template)
    return replace(found, key=key, number=number, id=f"{template}-{number}", state=state, decides=True)


def question(scene):
    return scene.pack.items("beslisboom")[0]


def test_attempt_is_the_last_once_settled_and_not_asked_again(scene):
    first = question(scene)
    scene.say("beslisboom", **{first.id: " ".join([first.options[1].id] * 4)})
    scene.say("uitgangspunten", **{first.id: "agree agree agree objection"})
    round_ = put(scene, "uitgangspunten", 1, key=2)
    again = put(scene, "uitgangspunten", 2, key=3, state=RoundState.DRAFT)
    withdrawn = replace(again, state=RoundState.WITHDRAWN)

    assert last_attempts(round_, [round_]) == {first.id}
    assert last_attempts(replace(round_, state=RoundState.PUBLISHED), [round_]) == frozenset()
    assert last_attempts(round_, [round_, again]) == frozenset()
    assert last_attempts(round_, [round_, withdrawn]) == {first.id}
    assert [attempts_at(first.id, round_, [round_, other]) for other in (again, withdrawn)] == [2, 1]


def test_beeld_has_no_last_attempt(scene):
    code = scene.pack.items("gedragscode")[0].id
    settled = scene.say("gedragscode", **{code: "agree agree agree objection"})

    assert last_attempts(settled.round, [settled.round]) == frozenset()


def test_round_is_outdated_by_a_later_one_of_what_it_rests_on(scene):
    scene.rate("groslijst", u02="5555")
    scene.settle("pakketten", {"u02": [["nu"]] * 4})
    tasks, packages = (settled.round for settled in scene.rounds)
    again = replace(tasks, key=9, number=2, id="groslijst-2")

    assert outdated_rounds([tasks, packages]) == {}
    assert outdated_rounds([tasks, packages, again]) == {"pakketten": "groslijst"}
    assert outdated_rounds([tasks, packages, replace(again, state=RoundState.OPEN)]) == {}
    assert outdated_rounds([tasks, packages, replace(again, state=RoundState.WITHDRAWN)]) == {}


def test_article_on_tasks_is_a_hamerstuk_unless_they_divide(scene, make_scene):
    scene.rate("groslijst", u02="5555")
    scene.settle("pakketten", {"u02": [["nu"]] * 4})
    divided = make_scene()
    divided.rate("groslijst", u02="5511")
    divided.settle("pakketten", {"u02": [["nu"]] * 4})

    found = [
        {item.id: item.agreed for item in derive_items("articles", held.evidence)}["a04"] for held in (scene, divided)
    ]

    assert found == [True, False]


def test_beeld_that_differs_and_no_grounds_at_all_keep_nothing_from_being_a_hamerstuk(scene):
    scene.rate("factoren", x01="5511")

    assert is_agreed(scene.evidence, [("factoren-1", "x01")])
    assert is_agreed(scene.evidence, [])
