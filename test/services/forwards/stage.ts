import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PgBoss } from 'pg-boss';
import type { FileBehaviour } from '../../../emulators/files/file-behaviour.ts';
import { type KaizalaEmulator, startKaizalaEmulator } from '../../../emulators/kaizala/emulator.ts';
import type { ServedFile } from '../../../emulators/teams/files/file-host.ts';
import { startTeamsEmulator, type TeamsEmulator } from '../../../emulators/teams/start-teams-emulator.ts';
import { connectorStateStore } from '../../../services/database/connector-state-store.ts';
import type { Database } from '../../../services/database/database.ts';
import { createJobQueue } from '../../../services/database/job-queue.ts';
import { migrate } from '../../../services/database/migrate.ts';
import { openPostgres } from '../../../services/database/postgres-database.ts';
import { EgressPolicy } from '../../../services/files/egress/egress-policy.ts';
import { openFolderSpool } from '../../../services/files/spool/folder-spool.ts';
import { deliverForward } from '../../../services/forwards/delivery/deliver-forward.ts';
import type { DeliveryServices } from '../../../services/forwards/delivery/delivery-services.ts';
import type { FindFilesServices } from '../../../services/forwards/finding/find-files.ts';
import { ForwardJobs, QUEUES } from '../../../services/forwards/forward-jobs.ts';
import { Forwards } from '../../../services/forwards/forwards.ts';
import type { IntakeLimits } from '../../../services/forwards/intake-limits.ts';
import type { AlbumRules } from '../../../services/forwards/messages/join-pictures.ts';
import { resumeWork } from '../../../services/forwards/resume-work.ts';
import { startWorkers, takeOverJobs } from '../../../services/forwards/start-workers.ts';
import { type TidyServices, tidy } from '../../../services/forwards/tidying/tidy.ts';
import type {
  FileFinder,
  Forward,
  ForwardRequest,
  Post,
  SharedFile,
} from '../../../services/forwards/types.ts';
import { createKaizalaClient } from '../../../services/kaizala/create-kaizala-client.ts';
import { mediaKindOf } from '../../../services/kaizala/media-types.ts';
import type { KaizalaClient } from '../../../services/kaizala/types.ts';
import { PassingTokens } from '../../../services/slack/passing-tokens.ts';
import { SlackFileReach } from '../../../services/slack/slack-file-reach.ts';
import { SlackTokens } from '../../../services/slack/slack-tokens.ts';
import { createTeamsServices } from '../../../services/teams/create-teams-services.ts';
import { openEmptyDatabase } from '../../support/empty-database.ts';
import { freeLedger } from '../kaizala/free-ledger.ts';
import { RecordingObserver } from './recording-observer.ts';
import { untilItHolds } from './until-it-holds.ts';

/** The one workspace of Slack. */
export const SLACK_TEAM = 'T0ACME01';

export interface StageOptions {
  /** After how many milliseconds without progress a call to Kaizala fails. */
  readonly kaizalaStallMs?: number;
  /** Where the files of messages are asked for. */
  readonly find?: FileFinder['find'];
  /** Slack's token, for files that the Teams emulator serves in its place. */
  readonly slackToken?: string;
  /** Of how many pictures an album may be. */
  readonly albumMaxPictures?: number;
  /** Within how many milliseconds pictures join. Default: they don't. */
  readonly joinPicturesMs?: number;
  /** Default: none that a test would meet. */
  readonly limits?: Partial<IntakeLimits>;
  /** The url of a PostgreSQL server's database, instead of an embedded one. */
  readonly databaseUrl?: string;
}

/** All that carries a forward from Teams to Kaizala, without a bot: on an embedded database and real peers. */
export class Stage {
  readonly observer = new RecordingObserver();
  /** For how many failed attempts a wait was asked for, in order. */
  readonly waits: number[] = [];
  /** What no worker foresaw. */
  readonly unexpected: unknown[] = [];
  readonly database: Database;
  readonly kaizala: KaizalaEmulator;
  readonly client: KaizalaClient;
  readonly teams: TeamsEmulator;
  readonly albums: AlbumRules;
  readonly limits: IntakeLimits;
  readonly #folder: string;
  readonly #options: StageOptions;
  #work:
    | {
        readonly boss: PgBoss;
        readonly forwards: Forwards;
        readonly services: FindFilesServices & TidyServices & DeliveryServices;
      }
    | undefined;

  private constructor(
    folder: string,
    database: Database,
    kaizala: KaizalaEmulator,
    teams: TeamsEmulator,
    options: StageOptions,
  ) {
    const { kaizalaStallMs = 20_000, albumMaxPictures = 20, joinPicturesMs = 0 } = options;
    this.#folder = folder;
    this.#options = options;
    this.albums = { albumMaxPictures, joinPicturesMs };
    this.limits = { filesPerMessage: 1000, openForwards: 100_000, ...options.limits };
    this.database = database;
    this.kaizala = kaizala;
    this.teams = teams;
    this.client = createKaizalaClient({
      apiRoot: kaizala.url,
      credentials: kaizala.credentials,
      store: connectorStateStore(database, kaizala.credentials.applicationId, ''),
      ledger: freeLedger,
      stallTimeoutMs: kaizalaStallMs,
    });
  }

  static async start(options: StageOptions = {}): Promise<Stage> {
    const folder = await mkdtemp(join(tmpdir(), 'bridge-forwards-'));
    const database = options.databaseUrl
      ? openPostgres(options.databaseUrl)
      : await openEmptyDatabase(join(folder, 'data'));
    await migrate(database);
    const kaizala = await startKaizalaEmulator({
      dataDir: join(folder, 'kaizala'),
      callsPerMinute: Number.POSITIVE_INFINITY,
    });
    const stage = new Stage(folder, database, kaizala, await startTeamsEmulator(), options);
    await stage.startWork();
    return stage;
  }

  /** Where the bytes lie, each file's under its id. */
  get spoolFolder(): string {
    return join(this.#folder, 'spool');
  }

  get forwards(): Forwards {
    if (!this.#work) throw new Error('Nobody works.');
    return this.#work.forwards;
  }

  get boss(): PgBoss {
    if (!this.#work) throw new Error('Nobody works.');
    return this.#work.boss;
  }

  /** Starts a job queue as a new process does, and unless told otherwise those who work for it. */
  async startWork({ withWorkers = true } = {}): Promise<void> {
    const boss = createJobQueue(this.database, this.#options.databaseUrl);
    boss.on('error', (error) => this.unexpected.push(error));
    await boss.start();
    const jobs = new ForwardJobs(boss);
    await jobs.createQueues(20);
    if (this.database.engine === 'pglite') await takeOverJobs(boss, this.database, Object.values(QUEUES));
    const { find = async () => [] } = this.#options;
    const egress = new EgressPolicy([this.teams.host]);
    const services = {
      database: this.database,
      jobs,
      finder: { find },
      albums: this.albums,
      limits: this.limits,
      spool: await openFolderSpool(this.spoolFolder),
      retention: { unansweredDays: 7, failedFilesHours: 24, historyDays: 90 },
      egress,
      access: { ...this.#teamsServices(egress).access, slack: this.#slackFiles() },
      maxFileBytes: 5_000_000,
      stallTimeoutMs: 5_000,
      checks: [],
      kaizala: this.client,
      connector: 'connector',
      settle: { afterCrashMs: 5_000, afterBreakMs: 0 },
      observer: this.observer,
      waitAfter: (failedAttempts: number) => {
        this.waits.push(failedAttempts);
        return 0;
      },
    };
    this.#work = { boss, forwards: new Forwards(this.database, jobs, this.albums, this.limits), services };
    if (withWorkers) await startWorkers(boss, services, (error) => this.unexpected.push(error), 0.5);
  }

  /** Sends a job for all that is unfinished, as a process does that starts. */
  async hurry(): Promise<void> {
    if (!this.#work) throw new Error('Nobody works.');
    await resumeWork(this.database, this.#work.services.jobs);
  }

  #teamsServices(egress: EgressPolicy) {
    const { graphRoot: root, loginRoot } = this.teams;
    return createTeamsServices({
      graph: { root, loginRoot, clientId: 'app', clientSecret: 'secret' },
      egress,
      botTokens: { token: async () => undefined },
    });
  }

  #slackFiles(): SlackFileReach {
    const passing = new PassingTokens();
    const { slackToken } = this.#options;
    if (slackToken !== undefined) passing.remember(SLACK_TEAM, slackToken);
    const tokens = new SlackTokens({ find: async () => undefined }, passing);
    return new SlackFileReach(tokens, { apiUrl: 'https://slack.com/api/', fileHosts: [this.teams.host] });
  }

  /** Stops like a process that is killed: what is under way is let go of, not ended. */
  async stopWork(): Promise<void> {
    const { boss } = this;
    this.#work = undefined;
    await boss.stop({ graceful: false });
  }

  /** Tidies up at once, with the settings' defaults. */
  async tidy(): Promise<void> {
    if (!this.#work) throw new Error('Nobody works.');
    await tidy(this.#work.services, new AbortController().signal);
  }

  /** One run of a `deliver` job, as a worker would do it that has these services. */
  async deliver({ id }: Pick<Forward, 'id'>, services: Partial<DeliveryServices> = {}): Promise<void> {
    if (!this.#work) throw new Error('Nobody works.');
    const attempt = { signal: new AbortController().signal, isLastTry: true };
    await deliverForward({ ...this.#work.services, ...services }, { forwardId: id, rank: 0 }, attempt);
  }

  /** A file that somebody shares; what it holds is different each time. */
  async file(name: string, behaviour: FileBehaviour = { kind: 'ok' }, size = 20_000): Promise<Shared> {
    const head = Buffer.from(randomUUID());
    const served = await this.teams.serveFile({ kind: 'generated', size, head }, { name, behaviour });
    const kind = mediaKindOf(name);
    if (!kind) throw new Error(`${name} is nothing that Kaizala takes.`);
    return { name, kind, source: { kind: 'teamsDownload', url: served.downloadUrl }, served };
  }

  async receive(files: readonly SharedFile[], changes: Partial<ForwardRequest> = {}): Promise<Forward> {
    const forward = await this.forwards.receive(requestFor(files, changes), new Date(Date.now() + 60_000));
    if (!forward) throw new Error('The activity has been recorded before.');
    return forward;
  }

  /** Sends a forward on its way. What comes of it in Kaizala is found by the caption, its id. */
  async accept({ id }: Pick<Forward, 'id'>, group = this.group()): Promise<boolean> {
    return this.forwards.accept(id, { group, caption: id });
  }

  /**
   * Resolves with the forward once it is like this in the database. For what nobody is told of: that a file
   * has come while the person is still being asked.
   */
  async found({ id }: Pick<Forward, 'id'>, isReached: (forward: Forward) => boolean): Promise<Forward> {
    let forward: Forward | undefined;
    await untilItHolds(async () => {
      forward = await this.forwards.find(id);
      assert.ok(forward && isReached(forward), JSON.stringify(forward, null, 1));
    });
    return forward ?? assert.fail();
  }

  /** One of the five groups. */
  group(index = 0) {
    const group = this.kaizala.groups[index];
    if (!group) throw new Error('There is no such group.');
    return { id: group.groupId, name: group.groupName };
  }

  /** What Kaizala has of a forward, oldest first. */
  posted({ id }: Pick<Forward, 'id'>) {
    return this.kaizala.posts().filter(({ caption }) => caption === id);
  }

  /** The bytes of a file that lies in the spool. */
  openSpooled(fileId: string) {
    return createReadStream(join(this.spoolFolder, fileId));
  }

  /** The files of a forward of which anything lies in the spool. */
  async spooled(forward: Forward): Promise<string[]> {
    const names = await readdir(this.spoolFolder);
    const files = forward.posts.flatMap((post) => post.files);
    return files.filter(({ id }) => names.some((name) => name.startsWith(id))).map(({ name }) => name);
  }

  /** Stops all, and fails if a worker met what nobody foresaw. */
  async close(): Promise<void> {
    await this.stopWork();
    await this.database.close();
    await this.teams.close();
    await this.kaizala.close();
    // A worker that was not waited for may still put a file there.
    await rm(this.#folder, { recursive: true, maxRetries: 5 });
    assert.deepEqual(this.unexpected, []);
  }
}

export type Shared = Extract<SharedFile, { source: unknown }> & { readonly served: ServedFile };

/** A valid request, of a conversation and a person of its own. */
export function requestFor(
  files: readonly SharedFile[],
  changes: Partial<ForwardRequest> = {},
): ForwardRequest {
  const conversationKey = `msteams|${randomUUID()}`;
  return {
    sourceKey: `msteams|19:chat|${randomUUID()}`,
    conversationKey,
    scopeKey: changes.conversationKey ?? conversationKey,
    requesterId: `29:${randomUUID()}`,
    conversationReference: { conversation: { id: '19:chat' } },
    files,
    isAddressed: true,
    namesFiles: false,
    sharedAt: new Date(),
    ...changes,
  };
}

/** Whether all posts of a forward are in one of these states. */
export function all(...states: Post['state'][]): (forward: Forward) => boolean {
  return ({ posts }) => posts.every(({ state }) => states.includes(state));
}

export const statesOf = (forward: Forward | undefined) => forward?.posts.map(({ state }) => state);
