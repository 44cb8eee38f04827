"""Facts kept, joined and seen."""
