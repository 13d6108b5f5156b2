"""What enters and leaves: rubric packs, assessment documents, and files written whole or not at all."""
