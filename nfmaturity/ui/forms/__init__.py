"""The form that describes an assessment: what is typed as a value, its fields as data, and the widgets that show it."""
