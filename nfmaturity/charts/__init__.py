"""Geometry of the charts as data: shapes carry colours by role; two small painters draw them on screen and paper."""
