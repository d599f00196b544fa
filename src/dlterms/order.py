"""The one walk along references: depth first, and without recursion, since a chain of them may be long."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator


def _nobody(path: list[str], start: int, ref: str) -> None:
    pass


def after_below(
    starts: Iterable[str],
    below: Callable[[str], Iterable[str]],
    circle: Callable[[list[str], int, str], None] = _nobody,
) -> Iterator[str]:
    """`starts` and all that is below them, each id once and after what is below it.

    A reference that leads back to an id on the path to it is not followed: `circle` is told that path, where on it the
    id stands, and the reference.
    """
    done: set[str] = set()
    place: dict[str, int] = {}  # of each id on the path
    path: list[str] = []
    stack = [iter(starts)]
    while stack:
        ref = next(stack[-1], None)
        if ref is None:
            stack.pop()
            if path:
                last = path.pop()
                del place[last]
                done.add(last)
                yield last
        elif ref in place:
            circle(path, place[ref], ref)
        elif ref not in done:
            place[ref] = len(path)
            path.append(ref)
            stack.append(iter(below(ref)))
