-- Ink lies here sealed for escrow key and share; 0 for ink of before, under the archive's key alone.
ALTER TABLE artefact ADD COLUMN sealed INTEGER NOT NULL DEFAULT 0;
-- What finishes the case; the log holds a commitment to it and to output, with this salt.
ALTER TABLE signing_case ADD COLUMN settings TEXT NOT NULL DEFAULT '';
ALTER TABLE signing_case ADD COLUMN settings_salt TEXT;
