// Placeholder until the first working code of this target lands; whoever owns the target deletes it.
