"""A rubric pack as an Excel workbook, written and read. Source: RUBRIC.

Openpyxl is imported where a workbook is written, as a program that only starts has no need of it.
"""
