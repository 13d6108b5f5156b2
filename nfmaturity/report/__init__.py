"""The PDF report that managers read; reportlab stays in here."""
