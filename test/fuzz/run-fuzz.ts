import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { guardFetch } from '../../services/guard-fetch.ts';
import { waitForQuestion, waitForText } from '../support/chat.ts';
import { botKinds } from './bot-kinds.ts';
import { rehearse } from './corpus.ts';
import type { FuzzKind } from './fuzz-kind.ts';
import { createFuzzWorld, type FuzzWorld, SERVICES } from './fuzz-world.ts';
import { hostileAnswer } from './hostile-answer.ts';
import { serviceKinds } from './service-kinds.ts';

export interface FuzzOptions {
  readonly seed: number;
  /** Of all kinds together. */
  readonly inputs: number;
  readonly onProgress?: (line: string) => void;
}

/** What became of one kind of input. */
export interface KindResult {
  readonly name: string;
  readonly inputs: number;
  /** How many inputs came to what. */
  readonly labels: ReadonlyMap<string, number>;
  readonly slowestMs: number;
}

export interface FuzzResult {
  readonly kinds: readonly KindResult[];
  /** How many answers to the bot itself were hostile, by the service. */
  readonly struck: Readonly<Record<string, number>>;
  /** Of the bot, in bytes: after a fifth of the inputs, and at the end. */
  readonly rssAfterWarmUp: number;
  readonly rssAtEnd: number;
  readonly crashes: number;
  /** What must not be, each with the input that it came from. */
  readonly problems: readonly string[];
}

/** So many inputs of one kind are made at once. */
const BATCH = 500;
/** Of so many requests of the bot to a service, one is answered by a madman. */
const EVERY_NTH_ANSWER = 4;
/** More than this is a leak: in bytes. */
const MAY_GROW_BY = 160 * 1024 * 1024;
const MOST_PROBLEMS = 30;
const LAST_WORDS = 4_000;
/** A 429 that does not say for how long has the bot leave Kaizala alone for a minute: in milliseconds. */
const HONEST_MS = 150_000;

/** Feeds the bot so many hostile inputs, and asks in the end whether it is well. */
export async function runFuzz({ seed, inputs, onProgress = () => {} }: FuzzOptions): Promise<FuzzResult> {
  // As the bot does, whose own clients are among those that are fed.
  guardFetch();
  const world = await createFuzzWorld();
  const services = await serviceKinds(world);
  try {
    const corpus = await rehearse(world);
    const kinds = [...botKinds(world, corpus), ...services.kinds];
    const problems: string[] = [];
    misbehave(world, seed);
    const warmUp = await feed(world, kinds, { seed, inputs: Math.ceil(inputs / 5), problems, onProgress });
    const rssAfterWarmUp = await residentBytes(world);
    const rest = await feed(world, kinds, {
      seed: seed + 1,
      inputs: Math.floor((inputs * 4) / 5),
      problems,
      onProgress,
    });
    for (const proxy of Object.values(world.proxies)) proxy.next = () => undefined;
    const struck = Object.fromEntries(SERVICES.map((name) => [name, world.proxies[name].struck]));
    await honestMessage(world).catch((error: unknown) =>
      problems.push(`An honest message failed: ${String(error)}\n${lastTrouble(world)}`),
    );
    const rssAtEnd = await residentBytes(world);
    if (rssAtEnd > rssAfterWarmUp + MAY_GROW_BY) problems.push('The memory of the bot grows.');
    problems.push(...complaints(world));
    const crashes = world.bot.hasEnded ? 1 : 0;
    if (crashes > 0)
      problems.unshift(`The bot ended. Its last words:\n${world.bot.output.slice(-LAST_WORDS)}`);
    return { kinds: added(warmUp, rest), struck, rssAfterWarmUp, rssAtEnd, crashes, problems };
  } finally {
    await services.close();
    await world.close();
  }
}

/** Has the services that the bot asks meanwhile give hostile answers now and then. */
function misbehave({ proxies }: FuzzWorld, seed: number): void {
  for (const [index, name] of SERVICES.entries()) {
    const answers = fc.sample(hostileAnswer, { seed: seed + index, numRuns: BATCH });
    let number = 0;
    proxies[name].next = (path) => {
      number += 1;
      const answer = number % EVERY_NTH_ANSWER === 0 ? answers[number % answers.length] : undefined;
      // A refresh token that only Kaizala could have made is believed, and there would be no way back.
      return answer?.kind === 'mutated' && path.startsWith('/v1/accessToken') ? undefined : answer;
    };
  }
}

interface Feeding extends Required<Pick<FuzzOptions, 'seed' | 'inputs' | 'onProgress'>> {
  readonly problems: string[];
}

/** Without what is the same character over and over. */
const shortened = (json: string) => json.replace(/(.)\1{40,}/g, '$1…$1').slice(0, 600);

let lastNumber = 0;

async function feed(
  world: FuzzWorld,
  kinds: readonly FuzzKind[],
  { seed, inputs, problems, onProgress }: Feeding,
): Promise<KindResult[]> {
  const all = kinds.reduce((sum, { share }) => sum + share, 0);
  const results: KindResult[] = [];
  for (const kind of kinds) {
    const wanted = Math.ceil((inputs * kind.share) / all);
    const labels = new Map<string, number>();
    let slowestMs = 0;
    const start = performance.now();
    for (let done = 0; done < wanted; done += BATCH) {
      const numRuns = Math.min(BATCH, wanted - done);
      const queue = fc.sample(kind.inputs, { seed: seed + done, numRuns }).values();
      const work = async () => {
        for (const input of queue) {
          if (world.bot.hasEnded) return;
          const sentAt = performance.now();
          const { label, problem } = await kind.send(input, ++lastNumber);
          slowestMs = Math.max(slowestMs, performance.now() - sentAt);
          labels.set(label, (labels.get(label) ?? 0) + 1);
          if (problem === undefined || problems.length >= MOST_PROBLEMS) continue;
          problems.push(`${kind.name}: ${problem} — of ${shortened(JSON.stringify(input))}`);
        }
      };
      await Promise.all(Array.from({ length: kind.atOnce }, work));
    }
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    const memory = ((await residentBytes(world)) / 1024 / 1024).toFixed(0);
    onProgress(
      `${kind.name}: ${wanted} in ${seconds} s, slowest ${slowestMs.toFixed(0)} ms; the bot has ${memory} MB`,
    );
    results.push({ name: kind.name, inputs: wanted, labels, slowestMs });
  }
  return results;
}

function added(some: readonly KindResult[], more: readonly KindResult[]): KindResult[] {
  return some.map((one) => {
    const other = more.find(({ name }) => name === one.name);
    if (!other) return one;
    const labels = new Map(one.labels);
    for (const [label, count] of other.labels) labels.set(label, (labels.get(label) ?? 0) + count);
    const slowestMs = Math.max(one.slowestMs, other.slowestMs);
    return { name: one.name, inputs: one.inputs + other.inputs, labels, slowestMs };
  });
}

/** In both chats a file is shared, and gets to Kaizala byte for byte. */
async function honestMessage({ teams, slack, kaizala, url }: FuzzWorld): Promise<void> {
  const arrives = async (name: string, sha256: string) => {
    const [post] = kaizala.posts().filter(({ files }) => files.some((file) => file.name === name));
    if (post?.files[0]?.sha256 !== sha256) throw new Error(`${name} is not what was shared.`);
  };
  const user = teams.createUser({ endpoint: `${url}/api/messages`, name: 'An honest person' });
  const file = await teams.serveFile({ kind: 'generated', size: 30_000 }, { name: 'honest.pdf' });
  await user.shares([file]);
  await user.submits((await waitForQuestion(user.conversation, 'honest.pdf')).activity, 'Skip caption');
  await waitForText(user.conversation, /Posted to/, HONEST_MS);
  await arrives('honest.pdf', await file.sha256());

  const person = slack.createUser({ name: 'Another honest person' });
  const upload = await person.upload({ kind: 'generated', size: 30_000 }, { name: 'honest.mp3' });
  await person.shares([upload]);
  const question = await person.direct.waitForText(/Forward to Kaizala/, { timeoutMs: 60_000 });
  await person.presses(person.direct, question, 'Skip caption');
  await person.direct.waitForText(/Posted to/, { timeoutMs: HONEST_MS });
  await arrives('honest.mp3', await upload.sha256());
}

async function residentBytes({ bot }: FuzzWorld): Promise<number> {
  const status = await readFile(`/proc/${bot.pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
}

/** What the bot has logged of trouble with Kaizala, the last of it. */
function lastTrouble({ bot }: FuzzWorld): string {
  const lines = bot.output.split('\n').filter((line) => /kaizala/i.test(line) && /"level":[456]0/.test(line));
  return lines
    .slice(-8)
    .map((line) => line.slice(0, 400))
    .join('\n');
}

/** Errors of the language itself in the log: something was read that was not there. */
const MISTAKES = /"type":"(TypeError|RangeError|ReferenceError|SyntaxError|AssertionError|URIError)"/;

function complaints({ bot }: FuzzWorld): string[] {
  const found = new Map<string, string>();
  for (const line of bot.output.split('\n')) {
    const isBad =
      /unhandled|uncaught|Warning: /i.test(line.slice(0, 200)) ||
      (/"level":(50|60)/.test(line) && MISTAKES.test(line));
    if (!isBad) continue;
    const stack = /"stack":"([^"]{0,600})/.exec(line)?.[1] ?? '';
    found.set(stack.slice(0, 120) || line.slice(0, 120), `${line.slice(0, 300)} … ${stack}`);
  }
  return [...found.values()].map((line) => `In the log: ${line}`);
}
