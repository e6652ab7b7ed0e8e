-- Whoever shared the files, by their object id in Entra ID, in lower case; empty in Slack. The conversation reference
-- has it as well, but may be sealed.
ALTER TABLE bridge.forwards ADD COLUMN requester_entra_id text;

UPDATE bridge.forwards SET requester_entra_id = lower(conversation_reference->'user'->>'aadObjectId');

CREATE INDEX forwards_by_entra_id ON bridge.forwards (requester_entra_id) WHERE requester_entra_id IS NOT NULL;

ALTER TABLE bridge.links ADD COLUMN linked_by_entra_id text;
