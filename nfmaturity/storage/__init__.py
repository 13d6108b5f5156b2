"""The library: assessments and rubrics kept in a database; SQLAlchemy stays in here."""
