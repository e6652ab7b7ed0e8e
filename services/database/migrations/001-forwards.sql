CREATE TABLE bridge.forwards (
  id uuid PRIMARY KEY,
  -- (channel, conversation, activity) that asked for it: a redelivered activity finds its forward by this.
  source_key text NOT NULL UNIQUE,
  conversation_key text NOT NULL,
  requester_id text NOT NULL,
  requester_name text,
  conversation_reference jsonb NOT NULL,
  stage text NOT NULL CHECK (stage IN ('asking', 'accepted', 'cancelled', 'refused')),
  suggested_caption text,
  group_id text,
  group_name text,
  caption text,
  card_activity_id text,
  revision integer NOT NULL DEFAULT 1,
  shown_revision integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX forwards_open ON bridge.forwards (conversation_key, requester_id, created_at DESC);

CREATE TABLE bridge.posts (
  id uuid PRIMARY KEY,
  forward_id uuid NOT NULL REFERENCES bridge.forwards ON DELETE CASCADE,
  position integer NOT NULL,
  kind text NOT NULL CHECK (kind IN ('image', 'audio', 'document', 'video')),
  state text NOT NULL CHECK (state IN (
    'waiting', 'spooled', 'uploading', 'uploaded', 'posting', 'posted', 'failed', 'cancelled', 'uncertain')),
  media_resource text,
  reference_id text,
  failure jsonb,
  attempts integer NOT NULL DEFAULT 0,
  first_failed_at timestamptz,
  next_attempt_at timestamptz,
  posting_since timestamptz,
  posted_at timestamptz,
  UNIQUE (forward_id, position)
);

CREATE INDEX posts_reference ON bridge.posts (reference_id) WHERE reference_id IS NOT NULL;

CREATE TABLE bridge.files (
  id uuid PRIMARY KEY,
  forward_id uuid NOT NULL REFERENCES bridge.forwards ON DELETE CASCADE,
  post_id uuid REFERENCES bridge.posts ON DELETE CASCADE,
  position integer NOT NULL,
  name text NOT NULL,
  source jsonb,
  state text NOT NULL CHECK (state IN ('waiting', 'spooled', 'failed')),
  attempts integer NOT NULL DEFAULT 0,
  size bigint,
  sha256 text,
  failure jsonb,
  UNIQUE (forward_id, position)
);

CREATE INDEX files_post ON bridge.files (post_id);

CREATE INDEX forwards_group ON bridge.forwards (group_id) WHERE group_id IS NOT NULL;
