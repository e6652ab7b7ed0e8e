import assert from 'node:assert/strict';
import type { PgBoss } from 'pg-boss';
import { EventQueue } from '../../../bot/slack/event-queue.ts';
import { createJobQueue } from '../../../services/database/job-queue.ts';
import { onEachEngine } from '../../services/database/on-each-engine.ts';

onEachEngine('the events of Slack', (database, url) => {
  let boss: PgBoss;
  let events: EventQueue;
  before(async () => {
    boss = createJobQueue(database(), url());
    await boss.start();
    events = new EventQueue(boss);
    await events.create(20);
  });
  after(() => boss.stop({ graceful: false }));

  const NAMES = {
    'that are cut within a character': ['😀'.repeat(150), 'T'],
    'that are cut within a character, by the other half': ['😀'.repeat(150), 'T1'],
    'with half a character': ['C\ud83d', 'T'],
  } as const;
  for (const [what, [channel, team_id]] of Object.entries(NAMES)) {
    it(`are kept if they bring names ${what}`, async () => {
      const event_id = `Ev ${what}`;
      const event = { type: 'message', channel, user: 'U1' };
      await events.keep({ type: 'event_callback', team_id, event_id, event });
      const kept = await database().query<{ envelope: string }>(
        `SELECT data->>'envelope' AS envelope FROM jobs.job WHERE name = 'slack'`,
      );
      assert.ok(kept.some(({ envelope }) => JSON.parse(envelope).event_id === event_id));
    });
  }
});
