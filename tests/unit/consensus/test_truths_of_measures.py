"""What holds for every set of answers, measure by measure; only what truly does."""

from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from flows.consensus.approving import approval_counts, approval_voice
from flows.consensus.choosing import common_option, is_dilemma, most_chosen
from flows.consensus.consenting import Answers, Position, decide, position_of
from flows.consensus.heads import paradox_of
from flows.consensus.judgment import majority_grade, rank_by_judgment
from flows.consensus.ordinal import (
    agreement,
    concentration,
    leik_dispersion,
    lower_median,
    upper_median,
)
from flows.consensus.ranking import (
    borda_scores,
    condorcet_winner,
    kendall_w,
    tiers_of,
)
from flows.consensus.region import one_voice_short, region_of
from flows.consensus.shares import mean_shares, points_sums, shares_of
from flows.consensus.status import rate_status
from flows.consensus.voices import rate_voice
from flows.words import Consent, Decision, Region, Status, Voice

OPTIONS = ("a", "b", "c", "d")
SCALES = st.lists(st.integers(0, 9), min_size=3, max_size=6).filter(any)
RATED = st.lists(st.integers(0, 9), min_size=5, max_size=5)
LISTS = st.permutations(OPTIONS).flatmap(lambda order: st.integers(0, 4).map(lambda k: tuple(order[:k])))
BOARDS = st.lists(LISTS, min_size=1, max_size=8)
VOICES = st.lists(st.sampled_from(list(Voice)), max_size=12)
CARRIED = {Region.CARRIED, Region.CARRIED_PENDING}
MIRRORED = {
    Region.CARRIED: Region.REJECTED,
    Region.REJECTED: Region.CARRIED,
    Region.CARRIED_PENDING: Region.REJECTED_PENDING,
    Region.REJECTED_PENDING: Region.CARRIED_PENDING,
}
ANSWERS = st.builds(Answers, **dict.fromkeys(Answers.__dataclass_fields__, st.integers(0, 4)))
POSITIONS = st.lists(
    st.builds(Position, word=st.sampled_from([None, *Consent]), reasoned=st.booleans()), min_size=1, max_size=8
)


def step_nearer(counts: list[int], data: st.DataObject) -> list[int]:
    """The same answers, with one of them a step nearer to the median (the nearest one, where there are two)."""
    lower, upper = lower_median(counts), upper_median(counts)
    assert lower is not None
    assert upper is not None
    away = [step for step, count in enumerate(counts) if count and not lower <= step <= upper]
    assume(away)
    step = data.draw(st.sampled_from(away))
    moved = list(counts)
    moved[step] -= 1
    moved[step + (1 if step < lower else -1)] += 1
    return moved


def ranked(lists: list[tuple[str, ...]]) -> list[tuple[tuple[str, ...], ...]]:
    return [tiers_of(named, options=OPTIONS) for named in lists]


def raise_one(counts: list[int], data: st.DataObject) -> list[int]:
    """The same answers, with one of them a step higher."""
    below = [step for step, count in enumerate(counts[:-1]) if count]
    assume(below)
    step = data.draw(st.sampled_from(below))
    moved = list(counts)
    moved[step] -= 1
    moved[step + 1] += 1
    return moved


def status_of(counts: list[int]) -> Status:
    n = sum(counts)
    return rate_status(counts, answered=n, voters=n, high=75, low=15, camp=30, opinions=3)


@given(SCALES)
def test_measures_stay_in_their_range_and_do_not_know_which_end_is_high(counts: list[int]) -> None:
    a, l2, d = agreement(counts), concentration(counts), leik_dispersion(counts)
    assert a is not None
    assert l2 is not None
    assert d is not None

    assert -1 <= a <= 1
    assert 0 <= l2 <= 1
    assert 0 <= d <= 1
    assert (agreement(counts[::-1]), concentration(counts[::-1])) == (a, l2)


@given(SCALES, st.integers(2, 5))
def test_measures_do_not_know_how_many_people_there_are(counts: list[int], times: int) -> None:
    multiplied = [times * count for count in counts]

    assert agreement(multiplied) == agreement(counts)
    assert concentration(multiplied) == concentration(counts)
    assert leik_dispersion(multiplied) == leik_dispersion(counts)


@given(SCALES)
def test_measures_are_full_for_the_same_answer_and_for_nothing_else(counts: list[int]) -> None:
    unanimous = sum(count > 0 for count in counts) == 1

    assert (agreement(counts) == 1) is unanimous
    assert (concentration(counts) == 1) is unanimous
    assert (leik_dispersion(counts) == 0) is unanimous


@given(SCALES)
def test_measures_are_lowest_for_two_halves_at_the_ends_and_for_nothing_else(counts: list[int]) -> None:
    halves = counts[0] == counts[-1] and not any(counts[1:-1])

    assert (agreement(counts) == -1) is halves
    assert (concentration(counts) == 0) is halves
    assert (leik_dispersion(counts) == 1) is halves


@given(SCALES, st.data())
def test_one_step_toward_the_median_raises_leik_and_concentration(counts: list[int], data: st.DataObject) -> None:
    moved = step_nearer(counts, data)

    before, after = leik_dispersion(counts), leik_dispersion(moved)
    assert before is not None
    assert after is not None
    assert before > after

    low, high = concentration(counts), concentration(moved)
    assert low is not None
    assert high is not None
    assert low < high


def test_one_step_toward_the_median_can_lower_van_der_eijks_agreement() -> None:
    """Somebody who joins a camp can make the gap between two camps plainer; so this is no property of A."""
    assert agreement([1, 1, 0, 0, 2]) == Fraction(1, 24)
    assert agreement([0, 2, 0, 0, 2]) == Fraction(-5, 12)


@given(RATED, st.data())
def test_a_higher_answer_never_lowers_a_median_a_status_or_a_beeld(counts: list[int], data: st.DataObject) -> None:
    moved, n = raise_one(counts, data), sum(counts)
    lower, upper = lower_median(counts), upper_median(counts)
    assert lower is not None
    assert upper is not None

    assert lower <= (lower_median(moved) or 0)
    assert upper <= (upper_median(moved) or 0)
    if status_of(counts) is Status.AGREED_FOR:
        assert status_of(moved) is Status.AGREED_FOR
    order = (Voice.AGAINST, Voice.BETWEEN, Voice.FOR)
    assert order.index(rate_voice(counts, voters=n)) <= order.index(rate_voice(moved, voters=n))


@given(VOICES, st.data())
def test_a_voice_that_turns_for_never_costs_the_region_its_support(voices: list[Voice], data: st.DataObject) -> None:
    turnable = [place for place, voice in enumerate(voices) if voice is not Voice.FOR]
    assume(turnable)
    turned = list(voices)
    turned[data.draw(st.sampled_from(turnable))] = Voice.FOR
    before, after = region_of(voices, carried=75), region_of(turned, carried=75)

    if before in CARRIED:
        assert after in CARRIED
    assert after not in {Region.REJECTED, Region.REJECTED_PENDING}


@given(VOICES)
def test_one_voice_short_is_when_some_single_voice_would_carry_it(voices: list[Voice]) -> None:
    region = region_of(voices, carried=75)
    could = any(
        region_of([*voices[:place], Voice.FOR, *voices[place + 1 :]], carried=75) in CARRIED
        for place, voice in enumerate(voices)
        if voice is not Voice.FOR
    )

    expected = could and region not in CARRIED and region is not Region.TOO_FEW_VOICES

    assert one_voice_short(voices, carried=75) is expected


@given(st.lists(st.integers(0, 6), min_size=3, max_size=3), VOICES)
def test_heads_warn_alike_when_both_are_turned_round(heads: list[int], voices: list[Voice]) -> None:
    """The warning for closeness looks at those for alone, so only what is no closeness is compared."""
    for_, against, between = heads
    of = sum(heads)
    region = region_of(voices, carried=75)
    turned = MIRRORED.get(region, region)

    found = paradox_of(region, for_=for_, against=against, of=of)
    mirror = paradox_of(turned, for_=against, against=for_, of=of)

    assert (found == "disagree") is (mirror == "disagree")
    assert between or (found is mirror)


@given(st.lists(st.integers(0, 9), min_size=2, max_size=6), st.integers(2, 4))
def test_most_chosen_knows_neither_names_nor_numbers(counts: list[int], times: int) -> None:
    found, turned = most_chosen(counts), most_chosen(counts[::-1])

    assert (None if turned is None else len(counts) - 1 - turned) == found
    assert most_chosen([times * count for count in counts]) == found
    assert common_option(counts, carried=75) in {None, found}


@given(st.lists(st.integers(0, 4), max_size=8), st.lists(st.integers(0, 100), min_size=5, max_size=5))
def test_a_dilemma_stays_one_when_the_continuum_is_turned(chosen: list[int], places: list[int]) -> None:
    places = sorted(places)
    turned = [100 - place for place in reversed(places)]

    found = is_dilemma(chosen, places=places, steps=2, gap=40)

    assert is_dilemma([4 - step for step in chosen], places=turned, steps=2, gap=40) is found


@given(st.lists(st.sets(st.sampled_from(OPTIONS)), min_size=1, max_size=9), st.integers(0, 9))
def test_who_approves_the_opposite_turns_every_beeld_round(ballots: list[set[str]], absent: int) -> None:
    opposite = [set(OPTIONS) - ballot for ballot in ballots]
    counts, turned = approval_counts(ballots, options=OPTIONS), approval_counts(opposite, options=OPTIONS)
    n, mirror = len(ballots), {Voice.FOR: Voice.AGAINST, Voice.AGAINST: Voice.FOR}

    for option in OPTIONS:
        voice = approval_voice(counts[option], opinions=n, voters=n + absent)
        assert approval_voice(turned[option], opinions=n, voters=n + absent) is mirror.get(voice, voice)


@given(BOARDS)
def test_turning_every_ranking_round_turns_borda_and_keeps_the_agreement(lists: list[tuple[str, ...]]) -> None:
    rankings = ranked(lists)
    turned = [tuple(reversed(tiers)) for tiers in rankings]

    scores = borda_scores(rankings, options=OPTIONS)

    assert borda_scores(turned, options=OPTIONS) == {option: -score for option, score in scores.items()}
    assert kendall_w(turned, options=OPTIONS) == kendall_w(rankings, options=OPTIONS)


@given(BOARDS, st.integers(2, 4))
def test_multiplying_the_rankings_keeps_agreement_and_winner(lists: list[tuple[str, ...]], times: int) -> None:
    rankings = ranked(lists)
    scores = borda_scores(rankings, options=OPTIONS)

    assert borda_scores(rankings * times, options=OPTIONS) == {o: times * score for o, score in scores.items()}
    assert kendall_w(rankings * times, options=OPTIONS) == kendall_w(rankings, options=OPTIONS)
    assert condorcet_winner(rankings * times, options=OPTIONS) == condorcet_winner(rankings, options=OPTIONS)


@given(BOARDS, st.permutations(OPTIONS))
def test_rankings_do_not_know_the_names_of_the_options(lists: list[tuple[str, ...]], names: list[str]) -> None:
    called = dict(zip(OPTIONS, names, strict=True))
    rankings, renamed = ranked(lists), ranked([tuple(called[o] for o in named) for named in lists])
    winner = condorcet_winner(rankings, options=OPTIONS)

    scores = borda_scores(rankings, options=OPTIONS)

    assert borda_scores(renamed, options=OPTIONS) == {called[option]: score for option, score in scores.items()}
    assert kendall_w(renamed, options=OPTIONS) == kendall_w(rankings, options=OPTIONS)
    assert condorcet_winner(renamed, options=OPTIONS) == (None if winner is None else called[winner])


@given(BOARDS, st.data())
def test_who_moves_an_option_to_the_top_never_costs_it_points_or_its_win(
    lists: list[tuple[str, ...]], data: st.DataObject
) -> None:
    option = data.draw(st.sampled_from(OPTIONS))
    place = data.draw(st.integers(0, len(lists) - 1))
    lifted = (option, *(other for other in lists[place] if other != option))
    after = [*lists[:place], lifted, *lists[place + 1 :]]

    before_scores, after_scores = (borda_scores(ranked(one), options=OPTIONS) for one in (lists, after))

    assert after_scores[option] >= before_scores[option]
    if condorcet_winner(ranked(lists), options=OPTIONS) == option:
        assert condorcet_winner(ranked(after), options=OPTIONS) == option


@given(st.lists(st.dictionaries(st.sampled_from(OPTIONS), st.integers(0, 9)), max_size=6), st.integers(2, 4))
def test_shares_know_neither_names_nor_numbers(ballots: list[dict[str, int]], times: int) -> None:
    shares = shares_of(points_sums(ballots, options=OPTIONS))

    assert shares_of(points_sums(ballots * times, options=OPTIONS)) == shares
    assert shares_of(points_sums(ballots[::-1], options=OPTIONS[::-1])) == shares
    assert shares is None or (sum(shares.values()) == 1 and min(shares.values()) >= 0)


@given(st.lists(st.lists(st.integers(0, 9), min_size=4, max_size=4).filter(any), min_size=1, max_size=6))
def test_mean_share_lies_between_the_lowest_and_the_highest(towns: list[list[int]]) -> None:
    shares = [found for town in towns if (found := shares_of(dict(zip(OPTIONS, town, strict=True)))) is not None]

    mean = mean_shares(shares)

    assert mean is not None
    assert sum(mean.values()) == 1
    for option in OPTIONS:
        assert min(s[option] for s in shares) <= mean[option] <= max(s[option] for s in shares)


@given(RATED.filter(any))
def test_turning_the_grades_round_swaps_the_lower_and_the_upper_middle(counts: list[int]) -> None:
    assert majority_grade(counts[::-1]) == len(counts) - 1 - (upper_median(counts) or 0)


@settings(max_examples=80)
@given(st.lists(st.lists(st.integers(0, 4), min_size=7, max_size=7), min_size=2, max_size=4), st.data())
def test_a_better_grade_never_costs_an_option_its_place(boards: list[list[int]], data: st.DataObject) -> None:
    graded = {name: [grades.count(step) for step in range(5)] for name, grades in zip("abcd", boards, strict=False)}
    lifted = graded | {"a": raise_one(graded["a"], data)}

    before, after = (
        sum(len(tied) for tied in places[: next(i for i, tied in enumerate(places) if "a" in tied)])
        for places in (rank_by_judgment(graded), rank_by_judgment(lifted))
    )

    assert after <= before


@given(ANSWERS, st.integers(0, 6), st.integers(2, 4))
def test_multiplying_a_delegation_keeps_its_position(answers: Answers, silent: int, times: int) -> None:
    given_ = vars(answers)
    voters = sum(given_.values()) + silent

    found = position_of(answers, voters=voters)

    assert position_of(Answers(**{k: times * n for k, n in given_.items()}), voters=times * voters) == found


@given(POSITIONS.flatmap(lambda found: st.tuples(st.just(found), st.permutations(found))), st.integers(2, 4))
def test_a_decision_knows_neither_names_nor_numbers(drawn: tuple[list[Position], list[Position]], times: int) -> None:
    positions, shuffled = drawn

    for last in (False, True):
        found = decide(positions, carried=75, last_attempt=last)
        assert decide(shuffled, carried=75, last_attempt=last) is found
        assert decide(positions * times, carried=75, last_attempt=last) is found


@given(POSITIONS, st.data())
def test_who_turns_to_agree_never_undoes_a_decision(positions: list[Position], data: st.DataObject) -> None:
    order = (Decision.NOT_CARRIED, Decision.CARRIED_MINORITY, Decision.ADOPTED_CONDITIONS, Decision.ADOPTED)
    place = data.draw(st.integers(0, len(positions) - 1))
    turned = [*positions[:place], Position(word=Consent.AGREE), *positions[place + 1 :]]

    before, after = (decide(found, carried=75, last_attempt=True) for found in (positions, turned))

    if before is not Decision.PENDING:
        assert order.index(after) >= order.index(before)
