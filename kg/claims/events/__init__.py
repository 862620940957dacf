"""Events: triggers, arguments, dates, denials."""
