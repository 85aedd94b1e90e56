"""Numbers that agreement is computed with unless others are given."""

MINIMUM = 10  # comparable cells
RESAMPLES = 2000
SEED = 1
FEWEST = 2  # cells: of one alone nothing can be computed
