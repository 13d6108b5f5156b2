"""Why a figure is what it is: the rule, the operands with their weights, and what was left out. Source: SCORING."""
