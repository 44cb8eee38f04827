"""No walks of the garbage collector while tens of thousands of facts become objects, of which none holds itself."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Let Python not look for cycles meanwhile: it would go through all objects again each time there are more.

    A quarter of the time of a question about a province. What the caller had chosen is kept.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
