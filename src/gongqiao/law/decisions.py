"""Votes and shares in whole numbers: 以上 and 届满 include the number, 过 and 超过 do not (民法典 1259)."""

from fractions import Fraction

TWO_THIRDS, HALF, THIRD = Fraction(2, 3), Fraction(1, 2), Fraction(1, 3)


def at_least(part: int, whole: int, share: Fraction) -> bool:
    """三分之二以上, 半数以上: the share itself is enough."""
    return part * share.denominator >= whole * share.numerator


def more_than(part: int, whole: int, share: Fraction) -> bool:
    """过半数: the share itself is not enough."""
    return part * share.denominator > whole * share.numerator


def at_most(part: int, whole: int, share: Fraction) -> bool:
    """不得超过三分之一: the share itself is still allowed."""
    return part * share.denominator <= whole * share.numerator


def two_thirds(part: int, whole: int) -> bool:
    """三分之二以上 (of those entitled to attend)."""
    return at_least(part, whole, TWO_THIRDS)


def majority(part: int, whole: int) -> bool:
    """过半数 (of all, not of those present, unless the text says so)."""
    return more_than(part, whole, HALF)


def half(part: int, whole: int) -> bool:
    """半数以上."""
    return at_least(part, whole, HALF)


def enough_candidates(candidates: int, seats: int, margin: Fraction) -> bool:
    """差额选举: the surplus over the seats reaches the margin, so there is always at least one more than seats."""
    return seats > 0 and at_least(candidates - seats, seats, margin)
