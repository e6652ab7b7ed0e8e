import assert from 'node:assert/strict';
import { eventKey } from '../../../bot/slack/event-key.ts';

const event = { type: 'message', channel: 'C1', ts: '1766458026.240809' };
const base = { type: 'event_callback', team_id: 'T1', event_id: 'Ev1', event };

describe('the key of an event', () => {
  it('is a UUID, the same for each delivery', () => {
    assert.match(eventKey(base), /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.equal(eventKey({ ...base }), eventKey(base));
  });

  it('differs by the id and by the workspace', () => {
    const keys = [base, { ...base, event_id: 'Ev2' }, { ...base, team_id: 'T2' }].map(eventKey);
    assert.equal(new Set(keys).size, 3);
  });

  it('is that of the message for an event without an id, and of its kind', () => {
    const { event_id: _, ...nameless } = base;
    assert.equal(eventKey(nameless), eventKey({ ...nameless }));
    const keys = [
      nameless,
      { ...nameless, event: { ...event, type: 'app_mention' } },
      { ...nameless, event: { ...event, channel: 'C2' } },
      { ...nameless, event: { ...event, ts: '1766458026.240810' } },
    ].map(eventKey);
    assert.equal(new Set(keys).size, 4);
  });

  it('is another one each time where nothing names the event', () => {
    const nameless = { type: 'event_callback', event: { type: 'message' } };
    assert.notEqual(eventKey(nameless), eventKey(nameless));
  });
});
