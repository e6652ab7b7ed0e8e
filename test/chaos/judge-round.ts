import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { CONNECTOR_NAME } from '../../emulators/kaizala/operations/add-post.ts';
import type { PostView } from '../../emulators/kaizala/web/post-view.ts';
import type { Cluster } from '../support/cluster.ts';
import type { BotKiller } from './bot-killer.ts';
import type { Bystanders } from './bystanders.ts';
import { countCalls } from './count-calls.ts';
import type { ForwardRun } from './forward-run.ts';
import { type Judgement, judgeForward } from './judge-forward.ts';
import type { LoadBalancer } from './load-balancer.ts';
import { logErrors } from './log-errors.ts';
import { readCardTexts } from './read-card-texts.ts';
import type { RoundOptions } from './round-options.ts';
import type { RoundResult, Violation } from './round-result.ts';
import type { ChanceButton } from './second-chances.ts';
import { strayEntries } from './stray-entries.ts';
import { tally } from './tally.ts';
import type { Timeline } from './timeline.ts';

/** Of all calls, so many may be answered with a 429 that was not planned. */
const MOST_OVER_BUDGET = 0.01;
/** The spool is cleared by jobs, which come a little after the card. */
const SPOOL_PATIENCE_MS = 30_000;

/** Everything that a round leaves behind. */
export interface RoundLeft {
  readonly options: RoundOptions;
  readonly cluster: Cluster;
  readonly timeline: Timeline;
  readonly balancer: LoadBalancer;
  readonly killer: BotKiller;
  readonly bystanders: Bystanders;
  readonly runs: readonly ForwardRun[];
  /** What people did about the cards that were still open in some way. */
  readonly chances: ReadonlyMap<ForwardRun, ChanceButton>;
  readonly hasChoice: boolean;
  readonly skewMs: number;
  readonly durationMs: number;
}

/** Holds what was asked for against the cards, Kaizala and the spool. */
export async function judgeRound(left: RoundLeft): Promise<RoundResult> {
  const { options, cluster, timeline, balancer, killer, bystanders, runs, chances, skewMs } = left;
  const { kaizala, teams } = cluster;
  const strays = await persistentStrays(cluster.spoolFolder, runs);
  const posts = kaizala.posts().filter(({ sender }) => sender === CONNECTOR_NAME);
  const judged = runs.map((run) => ({ run, judgement: judgeForward(run, posts, killer.killTimes) }));
  const known = new Set(judged.flatMap(({ judgement }) => judgement.posts));
  const calls = countCalls(kaizala.requests);
  const overBudget = Math.max(calls.throttled - (kaizala.faults.struck.get('throttle') ?? 0), 0);
  const violations: Violation[] = [
    ...judged.flatMap(({ run, judgement }) => {
      const texts = [...judgement.violations, ...chanceMissed(judgement, chances.get(run))];
      return texts.length === 0 ? [] : violationsOf(run, texts, judgement.posts, timeline, skewMs);
    }),
    ...killer.violations.map((text) => ({ text })),
    ...strays.map((stray) => ({ text: `A stray entry is in the spool: ${stray}.` })),
    ...posts
      .filter((post) => !known.has(post))
      .map(({ referenceId }) => ({
        text: `Nobody asked for the post ${referenceId}.`,
      })),
  ];
  if (overBudget > calls.total * MOST_OVER_BUDGET) {
    const text = `${overBudget} of ${calls.total} calls were over the budget of ${options.callsPerMinute} a minute.`;
    violations.push({ text });
  }
  const result = {
    ...{
      seed: options.seed,
      engine: options.engine,
      bots: options.bots,
      violations,
      calls,
      overBudget,
      skewMs,
    },
    durationMs: left.durationMs,
    hasChoice: left.hasChoice,
    outcomes: tally(judged.map(({ judgement }) => judgement.outcome)),
    posts: posts.length,
    foreignPosts: bystanders.posts,
    kills: killer.kills,
    stops: killer.stops,
    restarts: killer.restarts,
    faults: new Map([
      ...[...kaizala.faults.struck].map(([kind, count]) => [`kaizala ${kind}`, count] as const),
      ...[...teams.struckFaults].map(([kind, count]) => [`connector ${kind}`, count] as const),
      ...[...fileFaults(runs)].map(([kind, count]) => [`file host ${kind}`, count] as const),
    ]),
    redeliveries: balancer.redeliveries,
    copies: balancer.copies,
    secondCards: judged.filter(({ judgement }) => judgement.wasAskedAgain).length,
    answeredAgain: runs.reduce((sum, run) => sum + run.answeredAgain, 0),
    chances: tally(chances.values()),
    waits: judged.flatMap(({ run, judgement }) => waitsOf(run, judgement, skewMs)).sort((a, b) => a - b),
    errors: logErrors(cluster.processes.map(({ output }) => output)),
  };
  return violations.length === 0 ? result : { ...result, logFolder: await saveLogs(left, violations) };
}

function chanceMissed({ outcome }: Judgement, button: ChanceButton | undefined): string[] {
  const isSettled = outcome === 'posted' || outcome === 'partly posted';
  if (button === undefined || button === 'Retry' || isSettled) return [];
  return [`Its person pressed “${button}”, but it ended ${outcome}.`];
}

function violationsOf(
  run: ForwardRun,
  texts: readonly string[],
  posts: readonly PostView[],
  timeline: Timeline,
  skewMs: number,
): Violation[] {
  const { id } = run.plan;
  const cards = new Set(run.cards.map((card) => card.id));
  for (const event of run.user.conversation.events.filter((candidate) => cards.has(candidate.id))) {
    const [title, ...lines] = readCardTexts(event.activity);
    timeline.noteAt(event.at, `card ${event.id} ${event.kind}: ${title} | ${lines.join(' | ')}`, id);
  }
  for (const { time, actionType, caption, files, referenceId } of posts) {
    const names = files.map(({ name }) => name).join(', ');
    const when = new Date(Date.parse(time) - skewMs);
    timeline.noteAt(when, `Kaizala takes ${actionType} ${names} “${caption}” as ${referenceId}`, id);
  }
  const lines = timeline.of(id);
  return texts.map((text, index) => ({ text: `${id}: ${text}`, ...(index === 0 && { timeline: lines }) }));
}

/** Empty as soon as nothing is astray. */
async function persistentStrays(folder: string, runs: readonly ForwardRun[]): Promise<string[]> {
  const deadline = Date.now() + SPOOL_PATIENCE_MS;
  for (;;) {
    const strays = await strayEntries(folder, runs);
    if (strays.length === 0 || Date.now() > deadline) return strays;
    await delay(500);
  }
}

/** Files that were not given as they should be, by how. */
function fileFaults(runs: readonly ForwardRun[]): Map<string, number> {
  const harmless = ['ok', 'chunked'];
  const files = runs
    .flatMap((run) => run.files)
    .filter(({ behaviour }) => !harmless.includes(behaviour.kind));
  const counts = new Map<string, number>();
  for (const { behaviour, served } of files) {
    const times = 'times' in behaviour ? (behaviour.times ?? served.requests) : served.requests;
    const struck = Math.min(times, served.requests);
    counts.set(behaviour.kind, (counts.get(behaviour.kind) ?? 0) + struck);
  }
  return counts;
}

function waitsOf({ answeredAt }: ForwardRun, { posts }: Judgement, skewMs: number): number[] {
  if (answeredAt === undefined) return [];
  return posts.map(({ time }) => Math.max(Date.parse(time) - skewMs - answeredAt.getTime(), 0));
}

/** Keeps what the bots wrote, for the search for the cause. */
async function saveLogs({ cluster, options }: RoundLeft, violations: readonly Violation[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `kaizala-chaos-${options.seed}-`));
  const texts = violations.map(({ text, timeline }) => `${text}\n${timeline ?? ''}\n`);
  await writeFile(join(folder, 'violations.txt'), texts.join('\n'));
  for (const [index, { output }] of cluster.processes.entries()) {
    await writeFile(join(folder, `process-${String(index).padStart(2, '0')}.log`), output);
  }
  return folder;
}
