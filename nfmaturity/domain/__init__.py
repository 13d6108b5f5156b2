"""The values and rules of an assessment; knows no file, database or screen."""
