"""The demo province: the real tree, 300 employers, everybody the journeys need; made by actions and so always valid.

`PARTS` are built in order in one transaction, from one seed: either the whole province stands or nothing does.
"""
