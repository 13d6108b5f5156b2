"""What a careful reader asks about before believing a result: each question exact, with the places it is about."""
