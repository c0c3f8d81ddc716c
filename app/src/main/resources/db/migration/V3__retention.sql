-- Until when what was collected is kept, and when it was erased.
ALTER TABLE signing_case ADD COLUMN retain_until TEXT;
ALTER TABLE signing_case ADD COLUMN erased_at TEXT;
