"""What a mention means: which entity, person, agreement, provision or day."""
