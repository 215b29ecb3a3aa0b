"""How a real union begins: the tree of general unions, the labour departments, and the first to act.

Whoever appoints all others must be appointed by somebody: the three operators and one cadre of the province's union are
entered by the command; after them the platform's pages do the rest.
"""
