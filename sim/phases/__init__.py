"""The rules of the week, by wing: shared, then money, housing, agencies, hirers, enforcement, cover, employment."""
