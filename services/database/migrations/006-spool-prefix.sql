-- What the keys of this database's files begin with in the spool, so that nobody clears away another database's
-- files where the two share a folder or a container. Files of an earlier version lie there without one.
CREATE TABLE bridge.spool_prefix (prefix text NOT NULL);

INSERT INTO bridge.spool_prefix (prefix)
SELECT CASE WHEN EXISTS (SELECT FROM bridge.files) THEN ''
  ELSE left(gen_random_uuid()::text, 8) || '_' END;
