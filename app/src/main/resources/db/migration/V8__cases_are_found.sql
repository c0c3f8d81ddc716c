-- What cases are found by: the kind of business, and of the signer digests under a key of the
-- archive's, which say whether two are equal and nothing else. Erasure deletes those.
ALTER TABLE signing_case ADD COLUMN kind TEXT NOT NULL DEFAULT '';
ALTER TABLE signing_case ADD COLUMN name_index TEXT;
ALTER TABLE signing_case ADD COLUMN number_index TEXT;
CREATE INDEX case_by_time ON signing_case (opened_at);
CREATE INDEX case_by_name ON signing_case (name_index) WHERE name_index IS NOT NULL;
CREATE INDEX case_by_number ON signing_case (number_index) WHERE number_index IS NOT NULL;
