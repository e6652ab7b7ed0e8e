import type { Job, PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import { z } from 'zod';
import { withoutNul } from '../without-nul.ts';
import { eventKey } from './event-key.ts';
import { GroupCommit } from './group-commit.ts';
import { RightOfWay } from './right-of-way.ts';
import { type SlackEventEnvelope, slackEnvelope } from './slack-envelope.ts';

export const SLACK_QUEUE = 'slack';

/** How many events one process works on at a time. */
const CONCURRENCY = 8;
/** So many go into one statement. */
const MOST_AT_ONCE = 200;
/** Slack repeats an event for up to 24 hours, and until then it has to be known. */
const KEPT_SECONDS = 25 * 3600;

interface EventJob {
  /**
   * The envelope as JSON text, without Slack's verification token. As text, because PostgreSQL's own JSON does not
   * take all that JSON can hold.
   */
  readonly envelope: string;
}

/** Keeps the events of Slack until they are worked off, and knows them for a day after that. */
export class EventQueue {
  readonly #boss: PgBoss;
  readonly #commit: GroupCommit<SlackEventEnvelope>;
  readonly #rightOfWay = new RightOfWay();

  constructor(boss: PgBoss) {
    this.#boss = boss;
    this.#commit = new GroupCommit((envelopes) => this.#insert(envelopes), MOST_AT_ONCE);
  }

  /** @param heartbeatSeconds after so long without a sign of life a worker counts as dead. At least 10. */
  async create(heartbeatSeconds: number): Promise<void> {
    const options = {
      notify: true,
      heartbeatSeconds,
      expireInSeconds: 900,
      // A turn that fails has told the person. These are for processes that die, and for Slack out of reach.
      retryLimit: 30,
      retryDelay: 1,
      retryBackoff: true,
      retryDelayMax: 600,
      deleteAfterSeconds: KEPT_SECONDS,
    };
    await this.#boss.createQueue(SLACK_QUEUE, options);
    await this.#boss.updateQueue(SLACK_QUEUE, options);
  }

  /** Resolves when the event is stored, or has been before. Rejects if it can't be. */
  keep(envelope: SlackEventEnvelope): Promise<void> {
    return this.#rightOfWay.take(() => this.#commit.add(envelope));
  }

  /** Resolves when nothing is being stored any more. */
  idle(): Promise<void> {
    return this.#commit.idle();
  }

  /** Starts to work events off. It ends with the `stop` of pg-boss. */
  async work(handle: (envelope: SlackEventEnvelope) => Promise<void>, log: Logger): Promise<void> {
    for (let count = 0; count < CONCURRENCY; count++) await this.#startWorker(handle, log);
  }

  /** What one person does in one conversation is worked off in order, as far as one process sees it. */
  async #startWorker(handle: (envelope: SlackEventEnvelope) => Promise<void>, log: Logger): Promise<void> {
    const id = await this.#boss.work<EventJob>(
      SLACK_QUEUE,
      { notifyPollingIntervalSeconds: 2, pollingIntervalSeconds: 2, localGroupConcurrency: 1 },
      async ([job]: Job<EventJob>[]) => {
        if (!job) return;
        try {
          await this.#rightOfWay.give();
          await handle(readEnvelope(job.data));
        } catch (error) {
          if (!job.signal.aborted)
            log.error(
              { err: error, queue: SLACK_QUEUE, jobId: job.id },
              'an event of Slack failed and will be tried again',
            );
          throw error;
        } finally {
          // There may be more where it came from: otherwise it would look again only when it is time to poll.
          this.#boss.notifyWorker(id);
        }
      },
    );
  }

  /** Those that are there already stay as they are. */
  async #insert(envelopes: readonly SlackEventEnvelope[]): Promise<void> {
    const byId = new Map(envelopes.map((envelope) => [eventKey(envelope), envelope]));
    await this.#boss.insert(
      SLACK_QUEUE,
      [...byId].map(([id, { token: _, ...envelope }]) => ({
        id,
        data: { envelope: JSON.stringify(envelope) } satisfies EventJob,
        group: { id: groupOf(envelope) },
      })),
    );
  }
}

function readEnvelope({ envelope }: EventJob): SlackEventEnvelope {
  const parsed = slackEnvelope.parse(JSON.parse(envelope, withoutNul));
  if (!parsed.event) throw new TypeError('An event of Slack was stored without its event.');
  return { ...parsed, event: parsed.event };
}

/** Edits and deletions name the person within the message. */
const changed = z.object({ user: z.string() });

/** PostgreSQL takes no half of a character, which a name may bring or be cut to. */
function groupOf({ team_id: team = '', event }: Pick<SlackEventEnvelope, 'team_id' | 'event'>): string {
  const { previous_message, message } = event;
  const { user } =
    [event, previous_message, message].flatMap((one) => changed.safeParse(one).data ?? [])[0] ?? {};
  return [team, event.channel ?? '', user ?? ''].join(':').slice(0, 200).toWellFormed();
}
