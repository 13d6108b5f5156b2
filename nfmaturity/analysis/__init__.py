"""Pure functions over a rubric, an assessment and its score: what is in the way, what stands out, how it adds up."""
