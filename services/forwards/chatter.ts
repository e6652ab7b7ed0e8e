/**
 * Whether a forward `f` is what people say to each other: a message of which nobody waits for an answer, and which
 * has no files as far as is known yet; in SQL. To people it is no forward.
 */
export const IS_CHATTER = `(f.stage = 'finding' AND NOT f.is_addressed AND NOT f.names_files
  AND NOT EXISTS (SELECT FROM bridge.files WHERE forward_id = f.id))`;
