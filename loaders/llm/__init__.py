"""An optional reader: a language model behind an OpenAI-compatible endpoint, each of its facts checked or refused."""

from .cache import Cache
from .client import Endpoint
from .reader import Reader, Tally

__all__ = ["Cache", "Endpoint", "Reader", "Tally"]
