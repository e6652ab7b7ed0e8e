import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { PgBoss } from 'pg-boss';
import { EventQueue } from '../../../../bot/slack/event-queue.ts';
import { createJobQueue } from '../../../../services/database/job-queue.ts';
import { migrate } from '../../../../services/database/migrate.ts';
import { forgetPerson } from '../../../../services/forwards/tidying/forget-person.ts';
import { onEachEngine } from '../../database/on-each-engine.ts';

const OTHER_ENTRA_ID = 'bbbb0000-0000-4000-8000-00000000000b';
const ENTRA_ID = 'AAAA0000-0000-4000-8000-00000000000A';

const TABLES = [
  'forwards',
  'posts',
  'files',
  'sources',
  'links',
  'greetings',
  'slack_installations',
  'bot_state',
] as const;

onEachEngine('forgetting a person', (database, url) => {
  let boss: PgBoss;
  let events: EventQueue;
  const removed: string[] = [];
  const spool = { remove: async (key: string) => void removed.push(key) };

  before(async () => {
    await migrate(database());
    boss = createJobQueue(database(), url());
    await boss.start();
    events = new EventQueue(boss);
    await events.create(20);
  });
  after(() => boss.stop({ graceful: false }));

  /** A forward of a person, with one file and one post in this state. */
  const record = async (requesterId: string, postState: string, aadObjectId?: string) => {
    const [forward, post, file] = [randomUUID(), randomUUID(), randomUUID()];
    await database().query(
      `INSERT INTO bridge.forwards (id, source_key, conversation_key, requester_id, requester_name, caption,
         conversation_reference, stage, requester_entra_id)
       VALUES ($1, $2, 'msteams|a:1', $3, 'MARKED name', 'MARKED caption', $4::jsonb, 'accepted', $5)`,
      [forward, forward, requesterId, '{}', aadObjectId?.toLowerCase() ?? null],
    );
    await database().query(
      `INSERT INTO bridge.posts (id, forward_id, position, kind, state) VALUES ($1, $2, 0, 'document', $3)`,
      [post, forward, postState],
    );
    await database().query(
      `INSERT INTO bridge.files (id, forward_id, post_id, position, name, state, in_spool)
       VALUES ($1, $2, $3, 0, 'MARKED.pdf', 'spooled', true)`,
      [file, forward, post],
    );
    await database().query(
      `INSERT INTO bridge.sources (source_key, forward_id, shared_at, text) VALUES ($1, $2, now(), 'MARKED words')`,
      [forward, forward],
    );
    return { forward, file };
  };
  const everything = async () =>
    JSON.stringify(
      await Promise.all(TABLES.map((table) => database().query(`SELECT * FROM bridge.${table}`))),
    );

  it('deletes all that is stored about them, and nothing of others', async () => {
    const { file } = await record('29:asha', 'failed', ENTRA_ID.toLowerCase());
    const { file: second } = await record('29:asha', 'posted', ENTRA_ID);
    await record('29:bo', 'posted', randomUUID());
    await database().query(
      `INSERT INTO bridge.links (scope, group_id, group_name, mode, linked_by_id, linked_by_name)
       VALUES ('msteams|19:1', 'g', 'Group', 'auto', '29:asha', 'MARKED name')`,
    );
    await database().query(
      `INSERT INTO bridge.bot_state (key, value, etag) SELECT 'forward/' || id, '{}', '' FROM bridge.forwards`,
    );
    await database().query(
      `INSERT INTO bridge.greetings (conversation_key) VALUES ('msteams|19:1|29:asha'), ('msteams|19:1|29:bo')`,
    );
    const forgotten = await forgetPerson({ database: database(), spool }, ENTRA_ID);
    assert.deepEqual(forgotten, { forwards: 2, files: 2, links: 1, notes: 1, events: 0, underWay: 0 });
    assert.deepEqual(new Set(removed), new Set([file, second]));
    const left = await everything();
    assert.doesNotMatch(left, /29:asha/);
    assert.match(left, /29:bo/);
    assert.equal([...left.matchAll(/MARKED name/g)].length, 1, 'that of the other person');
    assert.equal([...left.matchAll(/"forward\//g)].length, 1, 'the dialog of the other person');
  });

  it('finds who is known by a link alone, and who is known with a workspace', async () => {
    await database().query(
      `INSERT INTO bridge.links (scope, group_id, group_name, mode, linked_by_id, linked_by_entra_id)
       VALUES ('msteams|19:2', 'g', 'Group', 'auto', '29:gil', $1)`,
      [OTHER_ENTRA_ID],
    );
    assert.equal(
      (await forgetPerson({ database: database(), spool }, OTHER_ENTRA_ID.toUpperCase())).links,
      1,
    );
    await record('U0FAY:T1', 'posted');
    assert.equal((await forgetPerson({ database: database(), spool }, 'U0FAY')).forwards, 1);
    assert.doesNotMatch(await everything(), /29:gil|U0FAY/);
  });

  it('leaves alone what is just being posted, and says so', async () => {
    await record('29:cy', 'posting');
    const { forwards, underWay } = await forgetPerson({ database: database(), spool }, '29:cy');
    assert.deepEqual([forwards, underWay], [0, 1]);
    assert.match(await everything(), /29:cy/);
  });

  it('empties what Slack told of them, and keeps what recognizes it', async () => {
    await database().query(
      `INSERT INTO bridge.slack_installations (team_id, bot_token, bot_user_id, scopes, installed_by)
       VALUES ('T1', 'xoxb-1', 'U0BOT', '', 'U0DEE')`,
    );
    for (const user of ['U0DEE', 'U0EVE']) {
      await events.keep({
        type: 'event_callback',
        event_id: `Ev${user}`,
        team_id: 'T1',
        event: { type: 'message', user, channel: 'C1', ts: '1.1', text: `MARKED ${user}` },
      });
    }
    const jobs = await boss.fetch('slack', { batchSize: 2 });
    await boss.complete(
      'slack',
      jobs.map(({ id }) => id),
    );
    const forgotten = await forgetPerson({ database: database(), spool }, 'U0DEE');
    assert.deepEqual([forgotten.events, forgotten.notes], [1, 1]);
    const left = await database().query(`SELECT * FROM jobs.job WHERE name = 'slack'`);
    assert.equal(left.length, 2);
    assert.doesNotMatch(JSON.stringify(left), /U0DEE(?!")|MARKED U0DEE/);
    assert.match(JSON.stringify(left), /MARKED U0EVE/);
  });
});
