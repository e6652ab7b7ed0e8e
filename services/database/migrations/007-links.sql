CREATE TABLE bridge.links (
  -- Channel and conversation, without the thread.
  scope text PRIMARY KEY,
  group_id text NOT NULL,
  -- As it was then; it serves while Kaizala does not tell the name of now.
  group_name text NOT NULL,
  mode text NOT NULL CHECK (mode IN ('ask', 'auto')),
  linked_by_id text NOT NULL,
  linked_by_name text,
  linked_at timestamptz NOT NULL DEFAULT now()
);
