"""The articles: what they say, on what they rest, and that they keep to their limits and to the secrecy."""

import pytest

from flows.recommendation import phrases
from flows.recommendation.compose import apply_positions, compose
from flows.recommendation.derive import derive_items
from flows.words import Approach, Decision, Secrecy

DERIVED = (
    "kept_motives",
    "indicated_approach",
    "short_list",
    "principles",
    "fitting_concepts",
    "preferred_concepts",
    "articles",
)


def same(word, scene):
    return " ".join([word] * scene.towns)


def hold_beelden(scene):
    """Everything that is answered person by person; nobody is of one mind."""
    towns = scene.towns
    every = {item.id: "5" * (towns - 1) + "1" for item in scene.pack.items("motieven")}
    scene.rate("motieven", **{**every, "m01": "5" * towns, "m02": "4" * towns})
    (points,) = derive_items("kept_motives", scene.evidence)
    given = {option.id: 0 for option in points.options} | {"m01": 6, "m02": 4}
    scene.settle("motievenpunten", {"motieven": [[given] * scene.voters] * towns}, items=[points])
    scene.say("gedragscode", **{item.id: same("agree", scene) for item in scene.pack.items("gedragscode")})
    scene.rate("factoren", **{item.id: "5" * towns for item in scene.pack.items("factoren")})
    scene.rate("aanpak", **{item.id: "4" * (towns - 1) + "1" for item in scene.pack.items("aanpak")})
    lines = ["5" * towns, "5" * (towns - 1) + "1", "3" * towns]
    tasks = scene.pack.items("groslijst")
    scene.rate("groslijst", **{task.id: lines[number % 3] for number, task in enumerate(tasks)})
    scene.say(
        "beslisboom",
        **{
            question.id: " ".join([question.options[1].id] * (towns - 1) + [question.options[-1].id])
            for question in scene.pack.items("beslisboom")
        },
    )


def hold_standpunten(scene):
    """What the woordvoerders say, with reservations and objections."""
    (approach,) = derive_items("indicated_approach", scene.evidence)
    scene.say("aanpakkeuze", **{approach.id: same("agree", scene)})
    scene.approach = Approach(approach.id)
    listed = derive_items("short_list", scene.evidence)
    halves = {0: same("nu", scene), 1: " ".join(["later"] * (scene.towns - 1) + ["niet"])}
    scene.say("pakketten", **{item.id: halves[number % 2] for number, item in enumerate(listed)})
    words = ["agree", "objection:{}", "objection:none"]
    scene.say(
        "uitgangspunten",
        **{
            item.id: " ".join(["agree"] * (scene.towns - 1) + [words[number % 3].format(item.options[0].id)])
            for number, item in enumerate(derive_items("principles", scene.evidence))
        },
    )
    concepts = derive_items("fitting_concepts", scene.evidence)
    scene.say("vorm", **{item.id: same("geschikt", scene) for item in concepts})
    (preferred,) = derive_items("preferred_concepts", scene.evidence)
    scene.say("vormkeuze", **{preferred.id: same("agree", scene)})


def published(scene):
    """Every text that leaves: of items that are put, and of the recommendation."""
    texts = []
    for derivation in DERIVED:
        for item in derive_items(derivation, scene.evidence):
            texts += [item.title, item.text, item.question, item.note, item.group]
            texts += [part for pair in item.details for part in pair]
    found = compose(scene.evidence)
    texts += [found.place.text, *found.place.findings] if found.place else []
    texts += [part for article in found.articles for pair in article.details for part in pair]
    return [*texts, *(text for article in found.articles for text in (article.title, article.text))]


def test_whole_conference_gives_nine_articles_with_grounds_that_exist(scene):
    hold_beelden(scene)
    hold_standpunten(scene)
    asked = {(s.round.id, item.id) for s in scene.rounds for item in s.round.items}

    articles = compose(scene.evidence).articles

    assert [article.id for article in articles] == [f"a0{number}" for number in range(1, 10)]
    assert {ground for article in articles for ground in article.grounds} <= asked
    assert [article.id for article in articles if not article.grounds] == ["a09"]


def test_every_finding_rests_on_rounds_that_were_held(scene):
    hold_beelden(scene)
    hold_standpunten(scene)
    asked = {(s.round.id, item.id) for s in scene.rounds for item in s.round.items}

    found = compose(scene.evidence)

    for finding in (*found.motives, *found.packages, *found.principles, *found.forms):
        assert finding.grounds
        assert set(finding.grounds) <= asked


def test_basispakket_is_told_in_words_with_its_tasks_behind_a_button(scene):
    scene.rate("groslijst", u02="5555", u03="5555")
    scene.say("pakketten", u02="nu nu nu nu", u03="nu nu nu al_geregeld")

    article = next(a for a in compose(scene.evidence).articles if a.id == "a04")

    assert article.title == "Begin met het basispakket"
    assert article.text.startswith("De gemeenten werken voor twee taken een gezamenlijke aanpak uit.")
    assert [button for button, _ in article.details] == ["Welke twee taken", "Waarom dit"]
    assert article.grounds == (
        ("groslijst-1", "u02"),
        ("pakketten-1", "u02"),
        ("groslijst-1", "u03"),
        ("pakketten-1", "u03"),
    )


def test_empty_packages_are_said_plainly_and_rest_on_the_short_list(scene):
    scene.rate("groslijst", u02="5555")
    scene.say("pakketten", u02="niet niet niet niet")

    articles = {article.id: article for article in compose(scene.evidence).articles}

    assert articles["a04"].title == "Nog geen basispakket"
    assert articles["a05"].title == "Nog geen pluspakket"
    assert articles["a04"].grounds == articles["a05"].grounds == (("pakketten-1", "u02"),)
    assert articles["a06"].text == "Eén taak blijft nu rusten."


def test_pluspakket_names_its_kopgroep(scene):
    scene.rate("groslijst", u03="5511")
    scene.say("pakketten", u03="later nu niet niet")

    article = next(a for a in compose(scene.evidence).articles if a.id == "a05")

    assert dict(article.details)["Wie doen mee"] == "• Wegen en bruggen: Gemeente 1 en Gemeente 2"


def test_short_list_that_was_not_put_is_said_to_come(scene):
    scene.rate("groslijst", u02="5555", u03="1111")

    articles = {article.id: article for article in compose(scene.evidence).articles}

    assert articles["a04"].title == "Leg de korte lijst nog voor"
    assert "a05" not in articles


def test_nothing_settled_leaves_the_procedure_with_what_comes_later(scene):
    (article,) = compose(scene.evidence).articles

    assert article.id == "a09"
    assert article.text.endswith("Later volgt nog: groslijst en beslisboom.")


@pytest.mark.parametrize(
    ("template", "answers", "articles"),
    [
        ("motieven", {"m01": "5555"}, ["a01", "a09"]),
        ("motieven", {"m01": "1111"}, ["a01", "a09"]),
        ("aanpak", {"a02": "5555"}, ["a02", "a09"]),
        ("aanpak", {"a02": "1555", "a05": "5555"}, ["a02", "a03", "a09"]),
        ("factoren", {"x01": "5555"}, ["a03", "a09"]),
        ("factoren", {"b01": "5555"}, ["a09"]),
        ("groslijst", {"u02": "1111"}, ["a04", "a06", "a09"]),
    ],
)
def test_any_phase_alone_gives_its_articles(scene, template, answers, articles):
    scene.rate(template, **answers)

    found = compose(scene.evidence)

    assert [article.id for article in found.articles] == articles


def test_beslisboom_alone_says_that_the_form_comes_later(scene):
    scene.say("beslisboom", bk2="bk2b bk2b bk2b bk2b")

    articles = {article.id: article for article in compose(scene.evidence).articles}

    assert articles["a07"].text == "Er is nog geen uitgangspunt vastgesteld. Eén vraag is nog open."
    assert articles["a08"].text.endswith("ligt de regio op 30: licht. Over de vorm spreken de gemeenten later.")


def test_form_without_standpunten_is_not_said_to_be_chosen(scene):
    scene.say("beslisboom", bk2="bk2b bk2b bk2b bk2b")
    scene.say(
        "vorm", **{item.id: same("geschikt", scene) for item in derive_items("fitting_concepts", scene.evidence)}
    )

    article = next(a for a in compose(scene.evidence).articles if a.id == "a08")

    assert "De standpunten daarover volgen nog." in article.text


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("agree agree agree condition", "De gemeenten kiezen de ontwerpaanpak."),
        ("agree agree agree objection", "De aanpak wordt de ontwerpaanpak, zonder volle instemming."),
    ],
)
def test_approach_tells_whether_everybody_agreed(scene, words, start):
    scene.rate("aanpak", a02="5555")
    scene.say("aanpakkeuze", ontwerp=words)
    scene.approach, scene.reason = Approach.DESIGN, "De tijd dringt."

    article = next(a for a in compose(scene.evidence).articles if a.id == "a02")

    assert article.text.startswith(start)
    assert "Reden van de begeleider: De tijd dringt." in dict(article.details)["Waarom dit"]


def test_put_articles_name_the_rounds_that_they_rest_on(scene):
    scene.rate("groslijst", u02="5533", u05="1111")
    scene.rate("groslijst", u02="5555")
    scene.say("pakketten", u02="nu nu nu nu")

    items = {item.id: item for item in derive_items("articles", scene.evidence)}

    assert items["a04"].note == "Rust op: groslijst, rondes 1 en 2; pakketten, ronde 1"
    assert items["a09"].note == ""
    assert items["a04"].question == "Kan {gemeente} hiermee instemmen?"


def test_articles_stand_as_they_were_put_with_what_came_of_them(scene):
    scene.rate("motieven", m01="5555")
    put = {item.id: item for item in derive_items("articles", scene.evidence)}
    scene.say("artikelen", a01="agree agree condition agree", a09="agree agree agree objection")
    scene.rate("motieven", m02="5555")

    first, last = compose(scene.evidence).articles

    assert (first.text, first.outcome) == (put["a01"].text, Decision.ADOPTED_CONDITIONS)
    assert first.conditions == (("m3", "omdat"),)
    assert (last.outcome, last.minority) == (Decision.NOT_CARRIED, (("m4", "omdat"),))


def test_later_round_counts_for_the_articles_that_it_asked(scene):
    scene.rate("motieven", m01="5555")
    scene.say("artikelen", a01="agree agree agree agree", a09="agree agree agree objection")
    scene.settle(
        "artikelen",
        {"a09": [["agree"], ["agree"], ["agree"], ["objection"]]},
        texts={("a09", "m4"): "te vroeg"},
        last_attempt=True,
    )

    first, last = compose(scene.evidence).articles

    assert first.outcome is Decision.ADOPTED
    assert (last.outcome, last.minority) == (Decision.CARRIED_MINORITY, (("m4", "te vroeg"),))


def test_applying_the_same_positions_again_changes_nothing(scene):
    scene.rate("motieven", m01="5555")
    held = scene.say("artikelen", a01="agree agree agree agree", a09="agree - agree agree")
    found = compose(scene.evidence)

    assert apply_positions(found, held.shown) == found
    assert [article.outcome for article in found.articles] == [Decision.ADOPTED, Decision.PENDING]


def test_texts_keep_their_limits_with_twenty_municipalities_and_long_names(make_scene):
    scene = make_scene(
        towns=20, voters=3, name="Gemeente met een bijzonder lange naam die zestig tekens telt {:02}".format
    )
    hold_beelden(scene)
    hold_standpunten(scene)

    items = [item for derivation in DERIVED for item in derive_items(derivation, scene.evidence)]

    assert [item.id for item in items if len(item.title) > phrases.TITLE_LIMIT] == []
    assert [item.id for item in items if len(item.text) > phrases.TEXT_LIMIT] == []
    assert [item.id for item in items if len(item.note) > phrases.NOTE_LIMIT] == []
    assert [button for item in items for button, _ in item.details if len(button) > 24] == []
    assert len([item for item in items if item.id.startswith("a0")]) == 9


@pytest.mark.parametrize("secrecy", [Secrecy.MUNICIPALITY, Secrecy.NAMED])
def test_municipalities_are_named_where_the_beelden_may_be_shown(make_scene, secrecy):
    scene = make_scene(secrecy=secrecy)
    hold_beelden(scene)

    assert any("Gemeente 4" in text for text in published(scene))
    assert compose(scene.evidence).place.municipalities is not None


def test_nothing_by_municipality_is_published_under_geheim_before_the_standpunten(make_scene):
    scene = make_scene(secrecy=Secrecy.SECRET, name="Stad{}".format)
    hold_beelden(scene)

    assert [text for text in published(scene) if "Stad" in text] == []
    assert compose(scene.evidence).place.municipalities is None


def test_standpunten_are_named_under_geheim_and_nothing_else_is(make_scene):
    scene = make_scene(secrecy=Secrecy.SECRET, name="Stad{}".format)
    hold_beelden(scene)
    hold_standpunten(scene)

    found = compose(scene.evidence)
    named = [(article.id, button) for article in found.articles for button, text in article.details if "Stad" in text]

    assert named == [("a05", "Wie doen mee"), ("a07", "Voorbehouden"), ("a07", "Dilemma’s")]
    assert found.place.municipalities is None


def test_factors_and_trust_are_never_told_by_municipality(scene):
    hold_beelden(scene)
    articles = {article.id: article for article in compose(scene.evidence).articles}

    said = [text for name in ("a02", "a03") for _, text in articles[name].details]

    assert [text for text in said if "Gemeente 1" in text or "Gemeente 4" in text] == []


def test_button_for_many_tasks_stays_narrow(make_scene):
    scene = make_scene(towns=2)
    tasks = [task.id for task in scene.pack.items("groslijst") if task.mandatory != "ja"][:22]
    scene.rate("groslijst", **dict.fromkeys(tasks, "55"))
    scene.say("pakketten", **dict.fromkeys(tasks, "nu nu"))

    article = next(a for a in compose(scene.evidence).articles if a.id == "a04")

    assert article.text.startswith("De gemeenten werken voor tweeëntwintig taken")
    assert article.details[0][0] == "Welke 22 taken"
