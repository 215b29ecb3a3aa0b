"""驾驶舱: what leaders see of the whole, in figures and never in persons.

It owns projections only. Ears append what changed (`Delta`), folding adds it to the kept sums (`Total`) of the union
and of every union above it, and a figure is kept + pending: exact at any moment, whatever is still to be folded.
Words: 指标 indicator, 口径 definition, 维度 dimension; a cell is one combination of dimension codes.
"""
