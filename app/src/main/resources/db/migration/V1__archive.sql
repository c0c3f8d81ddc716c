-- One business (一笔业务) holds one or several cases; one case is one signer, one document,
-- one hand signature, one digital signature.
CREATE TABLE business (
  id         TEXT PRIMARY KEY,
  opened_at  TEXT NOT NULL
) STRICT;

CREATE TABLE signing_case (
  id            TEXT PRIMARY KEY,
  business_id   TEXT NOT NULL REFERENCES business (id),
  state         TEXT NOT NULL,
  opened_at     TEXT NOT NULL,
  changed_at    TEXT NOT NULL,
  document_name TEXT NOT NULL,
  document_sm3  TEXT NOT NULL,
  document_size INTEGER NOT NULL,
  signer_mac    TEXT,          -- HMAC-SM3 over the signer's identity: equal signers show, names do not
  output        TEXT NOT NULL,
  manifest      BLOB,
  share         BLOB           -- encrypted; deleting it erases the ink in every copy of the PDF
) STRICT;

CREATE UNIQUE INDEX one_signature_each
  ON signing_case (business_id, signer_mac, document_sm3) WHERE state = 'ARCHIVED';

-- An ink digest occurs in one case only.
CREATE TABLE ink (
  sm3     TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES signing_case (id)
) STRICT;

CREATE TABLE artefact (
  id         INTEGER PRIMARY KEY,
  case_id    TEXT NOT NULL REFERENCES signing_case (id),
  type       TEXT NOT NULL,
  media_type TEXT NOT NULL,
  taken_at   TEXT NOT NULL,
  salted_sm3 TEXT NOT NULL,
  content    BLOB NOT NULL     -- encrypted
) STRICT;

-- Append only; each mac is HMAC-SM3 over the one before it and this row.
CREATE TABLE event (
  number  INTEGER PRIMARY KEY,
  case_id TEXT,
  at      TEXT NOT NULL,
  what    TEXT NOT NULL,
  detail  TEXT NOT NULL,
  mac     TEXT NOT NULL
) STRICT;
