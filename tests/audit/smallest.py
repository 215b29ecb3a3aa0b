"""Sealing is upkeep and nobody's act: there is no verb that leaves a Record."""
