-- What cases are decided by stands in the chained log; rows are an index of it.
ALTER TABLE event ADD COLUMN facts TEXT NOT NULL DEFAULT '';
-- With it the log's commitment to the signer's pseudonym can be checked; erasure deletes it.
ALTER TABLE signing_case ADD COLUMN signer_salt TEXT;
