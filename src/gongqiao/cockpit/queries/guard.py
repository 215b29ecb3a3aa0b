"""Small numbers at a basic union are somebody: who is the one woman, who are the two of fifty-nine.

A number of one to four is not shown there, nor one from which it could be reckoned. Larger unions need no guard.
"""

from collections.abc import Mapping

SMALL = 5
HIDDEN = "＊"
SAYS = f"为保护个人信息，基层工会不足 {SMALL} 人的分类数，以及可以推算出它的数，以“{HIDDEN}”代替"


def guarded(numbers: Mapping[str, int]) -> dict[str, int | None]:
    """Each number, or nothing in its place. The total is known: so the smallest of the others are hidden as well
    until what is hidden can be shared out in more than one way; where it never can, nothing at all is shown.
    """
    hidden = {code for code, n in numbers.items() if 0 < n < SMALL}
    while hidden and _is_plain([numbers[code] for code in hidden]):
        others = {code: n for code, n in numbers.items() if n and code not in hidden}
        if not others:
            return dict.fromkeys(numbers)
        hidden |= {code for code, n in others.items() if n == min(others.values())}
    return {code: None if code in hidden else n for code, n in numbers.items()}


def _is_plain(hidden: list[int]) -> bool:
    """One number alone follows from the total; all ones, and all fours, follow from their sum."""
    return len(hidden) == 1 or sum(hidden) in {len(hidden), (SMALL - 1) * len(hidden)}
