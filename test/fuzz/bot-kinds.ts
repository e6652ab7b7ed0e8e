import fc from 'fast-check';
import { Agent, request } from 'undici';
import type { Corpus, Json } from './corpus.ts';
import { type FuzzKind, judgeAnswer, type Outcome } from './fuzz-kind.ts';
import type { FuzzWorld } from './fuzz-world.ts';
import { type Mutation, mutate, mutations } from './mutation.ts';
import { type RawRequest, rawRequest, sendRaw } from './raw-request.ts';

/** How long the bot may take for an answer, in milliseconds: a chat would have hung up before. */
const PATIENCE_MS = 15_000;

interface Made {
  /** Which of the corpus, counted round and round. */
  readonly model: number;
  readonly changes: readonly Mutation[];
  /** Whether it passes for something new; otherwise it is the same again. */
  readonly isNew: boolean;
}

const made = fc.record({
  model: fc.nat(10_000),
  changes: mutations,
  isNew: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
});

const pick = <T>(all: readonly T[], index: number): T => {
  const one = all[index % all.length];
  if (one === undefined) throw new RangeError('The corpus is empty.');
  return one;
};

/** All that can be sent to the bot itself. */
export function botKinds(world: FuzzWorld, corpus: Corpus): FuzzKind[] {
  return [
    activityKind('activities', 26, world, corpus.activities),
    activityKind('card answers', 14, world, corpus.cardAnswers),
    slackKind('Slack events', 12, world, corpus.events),
    slackKind('Slack commands', 6, world, corpus.commands),
    slackKind('Slack interactions', 12, world, corpus.interactions),
    rawKind(world),
  ] as FuzzKind[];
}

function activityKind(
  name: string,
  share: number,
  { teams, url }: FuzzWorld,
  models: readonly Json[],
): FuzzKind<Made> {
  const agent = new Agent({ connections: 24 });
  const tokens = new Map<string, Promise<string>>();
  const tokenFor = (serviceurl: string) => {
    const known = tokens.get(serviceurl) ?? teams.issuer.sign({ serviceurl });
    tokens.set(serviceurl, known);
    return known;
  };
  return {
    name,
    share,
    // Many wait for what somebody else has to tell.
    atOnce: 24,
    inputs: made,
    async send({ model, changes, isNew }, number) {
      const { serviceUrl, ...rest } = pick(models, model);
      const activity = { ...rest, serviceUrl, ...(isNew && { id: String(1_700_000_000_000 + number) }) };
      const token = await tokenFor(String(serviceUrl));
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
      return posted(agent, `${url}/api/messages`, headers, mutate(activity, changes));
    },
  };
}

async function posted(
  dispatcher: Agent,
  url: string,
  headers: Record<string, string>,
  body: string,
): Promise<Outcome> {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const answer = await request(url, { method: 'POST', headers, body, dispatcher, signal });
    return judgeAnswer(answer.statusCode, await answer.body.text());
  } catch (error) {
    // A body that is far too long is not read to its end, and the connection is closed while it is written.
    const isTooLong = body.length > 256 * 1024;
    if (isTooLong) return { label: 'hung up' };
    return { label: 'no answer', problem: `no answer: ${String(error)}` };
  }
}

const encodings = [
  'right',
  'right',
  'right',
  'right',
  'twice',
  'raw',
  'array',
  'percent',
  'plus',
  'json',
  'ssl',
] as const;
type Encoding = (typeof encodings)[number];

interface SlackMade extends Made {
  readonly encoding: Encoding;
  readonly contentType: string | undefined;
}

function slackKind(
  name: string,
  share: number,
  { slack }: FuzzWorld,
  models: readonly Json[],
): FuzzKind<SlackMade> {
  const route = name.split(' ')[1] ?? '';
  const path = `/slack/${route === 'interactions' ? 'interactive' : route}`;
  return {
    name,
    share,
    atOnce: 8,
    inputs: fc.record({
      ...{ model: fc.nat(10_000), changes: mutations, isNew: fc.constantFrom(true, true, true, false) },
      encoding: fc.constantFrom(...encodings),
      contentType: fc.oneof(
        { weight: 19, arbitrary: fc.constant(undefined) },
        { weight: 1, arbitrary: fc.constantFrom('text/plain', 'application/json;x', ';') },
      ),
    }),
    async send({ model, changes, isNew, encoding, contentType }, number) {
      const chosen = pick(models, model);
      const json = mutate(isNew ? freshSlack(chosen, number) : chosen, changes);
      const isEvent = route === 'events';
      const body = isEvent ? odd(json, encoding) : form(route, json, encoding);
      const right = isEvent ? 'application/json' : 'application/x-www-form-urlencoded';
      const answer = await slack.app.post(path, body, {
        contentType: contentType ?? right,
        withinMs: PATIENCE_MS,
        ...(!isNew && { headers: { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' } }),
      });
      return judgeAnswer(answer.status, answer.body);
    },
  };
}

function freshSlack(model: Json, number: number): Json {
  const ts = `17${String(number).padStart(8, '0')}.000100`;
  const { event, trigger_id } = model;
  if (typeof event !== 'object') return { ...model, ...(trigger_id !== undefined && { action_ts: ts }) };
  return { ...model, event_id: `EvFUZZ${number}`, event: { ...event, ts, event_ts: ts } };
}

function odd(json: string, encoding: Encoding): string {
  if (encoding === 'twice') return json + json;
  return encoding === 'array' ? `[${json}]` : json;
}

function form(route: string, json: string, encoding: Encoding): string {
  const fields = route === 'commands' ? fieldsOf(json) : [['payload', json]];
  const text = new URLSearchParams(fields as [string, string][]).toString();
  switch (encoding) {
    case 'twice':
      return `${text}&${text}`;
    case 'raw':
      return `payload=${json}`;
    case 'array':
      return text.replaceAll('=', '[]=');
    case 'percent':
      return `${text}&%=%zz&%ff=%c0%80&__proto__=1&=`;
    case 'plus':
      return text.replaceAll('%', '+');
    case 'json':
      return json;
    case 'ssl':
      return `ssl_check=1&${text}`;
    default:
      return text;
  }
}

/** A form has no other values than text. */
function fieldsOf(json: string): string[][] {
  const fields: unknown = json === '' ? {} : JSON.parse(json);
  return Object.entries(fields ?? {}).map(([key, value]) => [key, typeof value === 'string' ? value : 'odd']);
}

function rawKind({ url }: FuzzWorld): FuzzKind<RawRequest> {
  const { hostname, port } = new URL(url);
  return {
    name: 'headers',
    share: 14,
    atOnce: 8,
    inputs: rawRequest,
    send: (input) => sendRaw({ host: hostname, port: Number(port) }, input, PATIENCE_MS),
  };
}
