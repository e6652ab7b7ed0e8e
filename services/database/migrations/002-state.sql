CREATE TABLE bridge.bot_state (
  key text PRIMARY KEY,
  value jsonb NOT NULL,
  etag text NOT NULL
);

CREATE TABLE bridge.greetings (
  conversation_key text PRIMARY KEY,
  greeted_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE bridge.kaizala_connectors (
  application_id text PRIMARY KEY,
  -- Hash of the configured refresh token that this state descends from: a newly configured one starts afresh.
  configured_token_sha256 text NOT NULL,
  refresh_token text,
  endpoint_url text
);
