-- How many forwards one person has open is counted before another is recorded: see forwards/open-forwards.ts.
CREATE INDEX forwards_of_requester ON bridge.forwards (requester_id) WHERE stage IN ('finding', 'asking', 'accepted');
