"""Why not: documents, codes and budgets, identities, consents."""
