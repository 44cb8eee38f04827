"""Answers shown: terminal, JSON, CSV, workbook, page."""
