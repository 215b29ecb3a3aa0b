"""The operator's pages of the working calendar: `law` stands below the pages' parts, so its doors stand up here."""
