UNREAD: dict[str, str] = {}
OTHER_DATE: dict[str, str] = {}
