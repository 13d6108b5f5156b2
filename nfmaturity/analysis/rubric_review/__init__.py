"""What a careful reader of a pack would mark: faults of content that the loader lets pass."""
