"""Benchmarks: `python -m bench`. Each module measures one thing and gives its rows."""
