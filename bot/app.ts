import { mkdir } from 'node:fs/promises';
import type { Logger } from 'pino';
import { ForwardConversations } from '../dialogs/forward-conversations.ts';
import { ForwardDialog } from '../dialogs/forward-dialog.ts';
import { BotStateStorage } from '../services/database/bot-state-storage.ts';
import { callLedger } from '../services/database/call-ledger.ts';
import { connectorStateStore } from '../services/database/connector-state-store.ts';
import { Greetings } from '../services/database/greetings.ts';
import { createJobQueue } from '../services/database/job-queue.ts';
import { migrate } from '../services/database/migrate.ts';
import { sealAnew } from '../services/database/seal-anew.ts';
import { spoolPrefix } from '../services/database/spool-prefix.ts';
import { Turns } from '../services/database/turns.ts';
import { contentChecks } from '../services/files/checks/content-check.ts';
import { EgressPolicy } from '../services/files/egress/egress-policy.ts';
import { stripPhoto } from '../services/files/photos/strip-photo.ts';
import { scanners } from '../services/files/scanning/scanners.ts';
import { openSpool } from '../services/files/spool/open-spool.ts';
import { prefixedSpool } from '../services/files/spool/prefixed-spool.ts';
import { finderOfChats } from '../services/forwards/finding/finder-of-chats.ts';
import { ForwardHistory } from '../services/forwards/forward-history.ts';
import { ForwardJobs, QUEUES } from '../services/forwards/forward-jobs.ts';
import { Forwards } from '../services/forwards/forwards.ts';
import { noteBrokenCalls, resumeWork } from '../services/forwards/resume-work.ts';
import { showUnseen } from '../services/forwards/show-unseen.ts';
import { startWorkers, takeOverJobs } from '../services/forwards/start-workers.ts';
import { ExpiryNotes } from '../services/forwards/tidying/expiry-notes.ts';
import { scheduleTidy } from '../services/forwards/tidying/schedule-tidy.ts';
import { AllowedGroups, withinGroups } from '../services/kaizala/allowed-groups.ts';
import { connectorKey } from '../services/kaizala/connector-key.ts';
import { createKaizalaClient } from '../services/kaizala/create-kaizala-client.ts';
import { GroupList } from '../services/links/group-list.ts';
import { Links } from '../services/links/links.ts';
import { TargetGroups } from '../services/links/target-groups.ts';
import { createTeamsServices } from '../services/teams/create-teams-services.ts';
import { createAdapter } from './adapter.ts';
import { Admins } from './admins.ts';
import { BridgeBot, type BridgeBotServices } from './bridge-bot.ts';
import { forwardMessage } from './cards/forward-message.ts';
import { azureSlack } from './channels/slack/azure-slack.ts';
import { ExternalPolicy } from './channels/slack/external-policy.ts';
import type { Config, KaizalaConnection } from './config/config.ts';
import { readLinks } from './config/read-links.ts';
import { ChatCalls } from './connector/chat-calls.ts';
import { considerate } from './connector/considerate.ts';
import { createSlack } from './create-slack.ts';
import { startServer } from './http/server.ts';
import { createIdentity } from './identity/identity.ts';
import { askChat } from './links/ask-chat.ts';
import { askSlack } from './links/ask-slack.ts';
import { askTeams } from './links/ask-teams.ts';
import { LinkPolicy } from './links/link-policy.ts';
import { openDatabase } from './open-database.ts';
import { ChatAdapters } from './showing/chat-adapters.ts';
import { ChatObserver } from './showing/chat-observer.ts';
import { ForwardDrawer } from './showing/forward-drawer.ts';
import { SLACK_QUEUE } from './slack/event-queue.ts';
import { withinTime } from './within-time.ts';

/** A running bot. */
export interface App {
  readonly url: string;
  /** Ends everything in order, and hands work that is under way back to the queue. */
  close(): Promise<void>;
}

/** How long a download may stand still, in milliseconds. */
const DOWNLOAD_STALL_MS = 20_000;
/** How long work that is under way may take to end when the bot is stopped, in milliseconds; 30 s in all. */
const STOP_PATIENCE_MS = 22_000;

/** How long people may then take to be told, in milliseconds. */
const LAST_WORDS_MS = 2_000;

/** Ends something that was started. */
type Close = () => Promise<void>;

/**
 * Puts the bot together and starts it: configuration → services → bot → server. If a step fails, those before
 * it are undone.
 */
export async function startApp(config: Config, kaizala: KaizalaConnection, log: Logger): Promise<App> {
  const started: Close[] = [];
  const close = async () => {
    const failures: unknown[] = [];
    for (const end of started.splice(0).reverse()) {
      await end().catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw new AggregateError(failures, 'Not everything could be ended in order.');
  };
  try {
    return { url: await start(config, kaizala, log, started), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Adds to `started` how each thing ends, as soon as it runs; returns the server's address. */
async function start(
  config: Config,
  kaizalaConnection: KaizalaConnection,
  log: Logger,
  started: Close[],
): Promise<string> {
  const configuredLinks = config.links.file === undefined ? [] : await readLinks(config.links.file);
  await mkdir(config.dataDir, { recursive: true });
  const database = await openDatabase(config);
  started.push(() => database.close());
  await migrate(database);
  const sealed = await sealAnew(database);
  if (sealed > 0) log.info({ secrets: sealed }, 'secrets in the database were encrypted with ENCRYPTION_KEY');
  const boss = createJobQueue(database, config.databaseUrl);
  boss.on('error', (error) => log.error({ err: error }, 'the job queue reported an error'));
  const stopWork = () => boss.stop({ graceful: true, timeout: STOP_PATIENCE_MS });
  started.push(stopWork);
  await boss.start();
  const jobs = new ForwardJobs(boss);
  await jobs.createQueues(config.heartbeatSeconds);
  if (database.engine === 'pglite') {
    await takeOverJobs(boss, database, [...Object.values(QUEUES), SLACK_QUEUE]);
    await noteBrokenCalls(database);
  }
  await resumeWork(database, jobs);
  const turns = new Turns(database);
  if (database.engine === 'pglite') await turns.endLeases();

  const { apiRoot, ...credentials } = kaizalaConnection;
  const allowed = new AllowedGroups(config.allowedGroupIds);
  const connector = createKaizalaClient({
    apiRoot,
    credentials,
    store: connectorStateStore(database, credentials.applicationId, credentials.refreshToken),
    ledger: callLedger(database, credentials.applicationId, config.callsPerMinute),
  });
  const kaizala = withinGroups(connector, allowed);
  const groups = new GroupList(kaizala);
  const links = new Links(database, groups, { configured: configuredLinks, allowed });
  const targets = new TargetGroups(groups, links, config.defaultGroupId);
  const albums = {
    albumMaxPictures: config.albumMaxPictures,
    joinPicturesMs: config.joinPicturesSeconds * 1000,
  };
  const forwards = new Forwards(database, jobs, albums, config.limits);
  const dialog = new ForwardDialog({
    forwards,
    targets,
    question: { ask: (forward, choice) => forwardMessage(forward, { targets: choice }) },
  });
  const conversations = new ForwardConversations(new BotStateStorage(database), dialog);
  const identity = await createIdentity(config);
  const adapter = createAdapter(identity.authentication, log);
  const calls = new ChatCalls();
  const slack = createSlack(config, { database, calls, log });
  adapter.use(azureSlack(slack.services.passingTokens));
  adapter.use(considerate(calls));
  const egress = new EgressPolicy(config.fileHosts);
  const teams = createTeamsServices({
    egress,
    botTokens: identity.tokens,
    ...(config.graph && { graph: config.graph }),
  });
  const finder = finderOfChats({ teams: teams.finder, slack: slack.services.finder });
  const drawer = new ForwardDrawer(targets);
  const observer = new ChatObserver({
    adapters: new ChatAdapters(adapter, slack.adapter),
    appId: config.bot?.appId ?? '',
    forwards,
    drawer,
    conversations,
    expiryNotes: new ExpiryNotes(database),
    calls,
    log,
  });
  await startWorkers(
    boss,
    {
      database,
      jobs,
      finder,
      albums,
      limits: config.limits,
      spool: prefixedSpool(await openSpool(config.spool), await spoolPrefix(database)),
      retention: config.retention,
      egress,
      access: { ...teams.access, slack: slack.services.files },
      maxFileBytes: config.maxFileBytes,
      stallTimeoutMs: DOWNLOAD_STALL_MS,
      ...(config.content.stripsPhotoMetadata && { convert: stripPhoto }),
      checks: [...contentChecks(config.content), ...scanners(config.content)],
      kaizala,
      connector: connectorKey(credentials.applicationId, credentials.refreshToken),
      observer,
      onFailure: (error, { isMinor = false, ...about }) =>
        log[isMinor ? 'debug' : 'warn']({ err: error, ...about }, 'something failed, and was recorded'),
    },
    (error, job) => log.error({ err: error, ...job }, 'a job failed and will be tried again'),
  );
  await scheduleTidy(boss);
  const { people } = slack.services;
  const knowledge = askChat({ teams: askTeams(teams), slack: askSlack(people) });
  const admins = new Admins(config.links.adminIds);
  const botServices: BridgeBotServices = {
    forwards,
    history: new ForwardHistory(database),
    targets,
    drawer,
    links,
    linkPolicy: new LinkPolicy(config.links.policy, admins, knowledge),
    admins,
    sight: knowledge,
    conversations,
    greetings: new Greetings(database),
    turns,
    finder,
    people,
    external: new ExternalPolicy(config.slackAllowsExternal, people),
    log,
  };
  const bot = new BridgeBot(botServices);
  for (const problem of await links.problems()) log.warn({ problem }, 'a link of LINKS_FILE is inactive');
  const directSlack = await slack.start(bot, botServices, boss);
  if (directSlack) started.push(() => directSlack.settle());
  const checkReady = async () => void (await database.query('SELECT 1'));
  const server = await startServer(
    { gate: identity.gate, adapter, bot, log, checkReady, slack: directSlack },
    config,
  );
  started.push(async () => {
    const closed = server.close();
    await directSlack?.settle();
    // At the same moment, so that neither takes anything new while the other is being waited for.
    await Promise.all([closed, stopWork()]);
    await withinTime(showUnseen({ database, observer }), LAST_WORDS_MS).catch((error: unknown) => {
      log.debug({ err: error }, 'not everything could be shown');
    });
  });
  return server.url;
}
