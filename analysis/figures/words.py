"""The analysis's short words in sentences: what a label rests on, why it was given, what was compared."""

from __future__ import annotations

import re
from dataclasses import dataclass

EVIDENCE = {
    "training": "training itself decides; the dynamics were not asked",
    "closedCurve": "the activity after every cue ends on a closed curve",
    "lockedOrbit": "the activity after every cue ends on an orbit that repeats after a whole number of steps",
    "noDelay": "there is no delay to pass, so what the activity ends on decides alone",
    "positiveExponent": "a positive Lyapunov exponent, confirmed by two orbits that start side by side",
    "fates": "what the activity ends on after each cue",
    "delayStates": "where the states are at the end of the delay",
    "neutralPoints": "the states rest at neutral points, which form a line of rest",
    "slowPoint": "after every cue the activity slows down in the delay and speeds up again, or passes a slow point",
    "timeConstant": "a leading time constant at least as long as the delay makes up for a missing slow point",
    "short": "the delay is too short for a slow mechanism to be needed",
    "answersEarly": "the states at the end of the delay: some have waited at a point that is the response already",
    "weights": "the weights are not finite",
}

REASONS = {
    # Labels
    "oneCycle": "all cues end on one closed orbit, at different phases",
    "distinctCycles": "every cue ends on a closed orbit of its own",
    "someCyclesShared": "some cues share a closed orbit",
    "singleCondition": "there is only one condition",
    "onePoint": "all cues end on one fixed point",
    "distinctPoints": "every cue ends on a fixed point of its own",
    "somePointsShared": "some cues share a fixed point",
    "kindsDisagree": "the cues end on different kinds of motion",
    "someInTransit": "at the end of the delay some cues have arrived at their fixed point, others are in transit",
    "memoryNotInState": "all states have arrived, but not at different points, so they hold no memory",
    "earlyResponse": "a state has arrived before the delay ends, at a point that already is the response",
    "fastTransient": "the states are in transit, but nothing slow was found on the way",
    "quasiPeriodic": "the motion has two or more independent periods",
    "allConditions": "the activity is chaotic after every cue",
    "someConditions": "the activity is chaotic after some cues",
    "noConditions": "the task has no conditions to follow",
    "leftTheBound": "the activity left the bound of the simulation",
    "belowSuccess": "accuracy or reliability stayed too low",
    "failedAfterSuccess": "the network learned once and failed too often afterwards",
    "nonFiniteLoss": "the loss became infinite or undefined in training",
    "lossAboveBound": "the loss passed the configured bound in training",
    "nonFiniteWeights": "a weight is infinite or undefined",
    "failed": "training failed",
    "chaoticTransient": "chaos on the way lets rounding decide what is reached",
    "unstablePoint": "the activity stands exactly where neighbours leave",
    "unstableOrbit": "the activity returns exactly where neighbours leave",
    "stillGrowing": "the motion is still growing",
    # Fates
    "atRest": "Newton's method converges there and the activity stands still",
    "approaching": "the activity approaches the point as its linearisation says",
    "neutralPoint": "the activity rests, at a point that is neutral in some direction",
    "closedCurve": "one exponent is zero, the others are negative, and two ways to take the period agree",
    "lockedOrbit": "all exponents are negative, and the activity repeats exactly after a whole number of steps",
    "slowlyLocking": "the motion keeps its size, and is slowly drawn to an exactly repeating orbit",
    "positiveExponent": "an exponent is positive, and nearby orbits part at that rate",
    "notRepeated": "two looks in a row never gave the same answer",
    "horizonReached": "nothing was proved before the horizon",
    "chaosNotConfirmed": "an exponent is positive, but nearby orbits do not part at that rate",
    "noRecurrence": "the activity does not come back near where it was",
    "periodsDisagree": "two ways to take the period disagree",
    "noExactReturn": "all exponents are negative, but the activity neither rests nor repeats exactly",
    "stillShrinking": "the motion is still shrinking",
    "exponentUnclear": "the sign of an exponent stays unclear",
    "shootingFailed": "the closed orbit could not be refined",
}

FATES = {
    "fixedPoint": "a fixed point",
    "limitCycle": "a closed orbit",
    "quasiPeriodic": "a torus",
    "chaotic": "chaos",
    "diverged": "nothing: it diverges",
    "unresolved": "nothing that was proved",
}

LOOKS = {
    "stable": "stable fixed point",
    "neutral": "neutral fixed point",
    "saddle": "saddle",
    "unstable": "unstable fixed point",
    "slow": "slow point",
}


@dataclass(frozen=True)
class CheckWords:
    """What a check compares; unit is empty for pure numbers."""

    words: str
    unit: str = ""


CHECKS = {
    "linearDeviation": CheckWords("deviation of the approach to the fixed point from its linear prediction"),
    "periodsAgree": CheckWords("difference of the period by section and by recurrence"),
    "secondExponentNegative": CheckWords("size of the second exponent; threshold: three times its error", "1/step"),
    "leadingExponentNegative": CheckWords("size of the leading exponent; threshold: three times its error", "1/step"),
    "positiveExponent": CheckWords("leading exponent; threshold: three times its error", "1/step"),
    "divergenceAgrees": CheckWords("difference of the leading exponent and the rate at which nearby orbits part"),
    "exponentRepeats": CheckWords("change of the deciding exponent between two looks"),
    "periodRepeats": CheckWords("change of the period between two looks"),
    "sizeRepeats": CheckWords("change of the orbit's size between two looks"),
    "placeRepeats": CheckWords("shift of the orbit's middle between two looks, over its size"),
    "sizeKept": CheckWords("change of the motion's size within one look"),
    "exponentsApart": CheckWords("distance of the first two exponents; threshold: three times its error", "1/step"),
    "distanceToFate": CheckWords("distance of the state at the end of the delay from its fixed point"),
    "speedRatio": CheckWords("speed at the end of the delay, relative to the linear prediction"),
    "outputDifference": CheckWords("difference of the outputs at the end of the delay and at the fixed point"),
    "fateIsResponse": CheckWords("distance of the fixed point's output from silence, over that from the response"),
    "slowingTurns": CheckWords("turns of the leading eigenvalue at the slowing, within the delay"),
    "waitedShare": CheckWords("share of the delay near a point that is the response"),
    "growthOverWindow": CheckWords("growth of a small difference over the last look, in nats"),
    "transientGrowth": CheckWords("growth of a small difference on the way, in nats"),
    "firstExponentZero": CheckWords("size of the first exponent; threshold: its error"),
    "slowingDepth": CheckWords("depth of the slowing: how far q falls in the delay before it rises again"),
    "rootDistance": CheckWords("distance of the slowest place from the nearest fixed point, over the path's extent"),
    "slowPointDistance": CheckWords("distance of the nearest slow point from the path"),
    "slowPointSpeed": CheckWords("speed at that slow point", "1/step"),
    "timeConstant": CheckWords("leading time constant where the delay is slowest", "steps"),
    "delay": CheckWords("length of the delay", "steps"),
}


def spaced(word: str) -> str:
    """`someNewWord` becomes `some new word`, for words this version does not know."""
    return re.sub(r"(?<=[a-z0-9])([A-Z])", lambda found: " " + found.group(1).lower(), str(word))


def evidence(word: str) -> str:
    return EVIDENCE.get(word) or spaced(word)


def reason(word: str) -> str:
    if re.fullmatch(r"zeroExponents\d+", word):
        return f"{word[13:]} exponents are zero, none is positive, and the motion keeps its size"
    return REASONS.get(word) or spaced(word)


def fate(word: str) -> str:
    return FATES.get(word) or spaced(word)


def check(name: str) -> CheckWords:
    return CHECKS.get(name) or CheckWords(spaced(name) or "not named")
