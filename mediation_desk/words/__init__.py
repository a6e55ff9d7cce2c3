"""Chinese for codes: one sentence for each refusal, words for acts, fields and states. No Qt."""
