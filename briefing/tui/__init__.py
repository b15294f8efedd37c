"""The screens, on Textual. No SQL, no Whoosh, no business rule in here."""
