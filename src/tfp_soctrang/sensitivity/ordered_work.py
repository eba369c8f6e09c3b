"""Pieces of work done here or by an executor, and handed back in the order they were given."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

__all__ = ["IN_FLIGHT", "ordered_results"]

IN_FLIGHT = 64
"""Pieces handed to an executor and not yet taken back, at most: enough for a small cluster, few enough for memory."""

Task = TypeVar("Task")
Result = TypeVar("Result")


def ordered_results(
    work: Callable[[Task], Result],
    tasks: Iterable[Task],
    executor: Executor | None = None,
    in_flight: int = IN_FLIGHT,
) -> Iterator[Result]:
    """Yield the result of each task in the order of the tasks, whoever finishes first.

    Parameters
    ----------
    work
        Picklable where the executor runs other processes.
    tasks
        Taken as places become free, never all at once.
    executor
        Any `concurrent.futures.Executor`: threads, processes, or Dask's `Client.get_executor()`; none: here and now.
    in_flight
        How many tasks are with the executor at a time.

    Raises
    ------
    Exception
        What `work` raised; tasks that have not begun are cancelled.

    Examples
    --------
    >>> from concurrent.futures import ThreadPoolExecutor
    >>> with ThreadPoolExecutor(2) as pool:
    ...     list(ordered_results(abs, [-3, 2, -1], pool))
    [3, 2, 1]
    """
    if executor is None:
        for task in tasks:
            yield work(task)
        return
    waiting: deque[Future[Result]] = deque()
    try:
        for task in tasks:
            waiting.append(executor.submit(work, task))
            if len(waiting) >= max(in_flight, 1):
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()
