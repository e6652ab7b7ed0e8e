import fc from 'fast-check';
import { Agent } from 'undici';
import { BridgeError } from '../../services/errors.ts';
import { EgressPolicy } from '../../services/files/egress/egress-policy.ts';
import { fileName } from '../../services/files/file-name.ts';
import { createKaizalaClient } from '../../services/kaizala/create-kaizala-client.ts';
import { mediaKindOf } from '../../services/kaizala/media-types.ts';
import { ConfiguredWorkspaces } from '../../services/slack/configured-workspaces.ts';
import { SlackApi } from '../../services/slack/slack-api.ts';
import { SlackFileFinder } from '../../services/slack/slack-file-finder.ts';
import { SlackPeople } from '../../services/slack/slack-people.ts';
import { createTeamsServices } from '../../services/teams/create-teams-services.ts';
import { freeLedger } from '../services/kaizala/free-ledger.ts';
import { MemoryStore } from '../services/kaizala/memory-store.ts';
import { memoryFile } from '../services/kaizala/setting.ts';
import type { FuzzKind, Outcome } from './fuzz-kind.ts';
import type { FuzzWorld } from './fuzz-world.ts';
import { type HostileAnswer, hostileAnswer } from './hostile-answer.ts';
import { HostileProxy } from './hostile-proxy.ts';

/** How long a service may be waited for that answers at once, in milliseconds. */
const PATIENCE_MS = 15_000;

interface Visit {
  /** Which of the calls is made, counted round and round. */
  readonly call: number;
  /** How many right answers come first, such as a token. */
  readonly rightOnes: number;
  readonly answers: readonly HostileAnswer[];
}

const visit: fc.Arbitrary<Visit> = fc.record({
  call: fc.nat(1_000),
  rightOnes: fc.constantFrom(0, 1, 1, 1, 2),
  answers: fc.array(hostileAnswer, { minLength: 1, maxLength: 3 }),
});

type Call = () => Promise<unknown>;

/** The answers of services, and what goes to Kaizala: asked of the bot's own clients, over the wire. */
export async function serviceKinds(world: FuzzWorld) {
  const { kaizala, teams, slack } = world;
  const proxies = {
    Kaizala: await HostileProxy.start(kaizala.url),
    Graph: await HostileProxy.start(new URL(teams.graphRoot).origin),
    Slack: await HostileProxy.start(slack.url),
  };
  const agent = new Agent({ allowH2: false, pipelining: 1 });
  const kinds = [
    fileNames(world, agent),
    answersOf('Kaizala', 5, proxies.Kaizala, () => kaizalaCalls(world, proxies.Kaizala.origin, agent)),
    answersOf('Graph', 3, proxies.Graph, () => graphCalls(world, proxies.Graph.origin)),
    answersOf('Slack', 3, proxies.Slack, () => slackCalls(world, proxies.Slack.origin)),
  ] as FuzzKind[];
  return {
    kinds,
    close: async () => {
      await agent.destroy();
      for (const proxy of Object.values(proxies)) await proxy.close();
    },
  };
}

function answersOf(
  name: string,
  share: number,
  proxy: HostileProxy,
  calls: () => readonly Call[],
): FuzzKind<Visit> {
  return {
    name: `${name}'s answers`,
    share,
    atOnce: 1,
    inputs: visit,
    send({ call, rightOnes, answers }) {
      let number = 0;
      proxy.next = () => {
        const index = number++ - rightOnes;
        return index < 0 ? undefined : answers[Math.min(index, answers.length - 1)];
      };
      const all = calls();
      return settled(all[call % all.length] ?? (async () => {}));
    },
  };
}

/** Whether a call ends in time, with a value or with an error that was thrown on purpose. */
async function settled(call: Call): Promise<Outcome> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Outcome>((resolve) => {
    timer = setTimeout(() => resolve({ label: 'no end', problem: 'the call did not end' }), PATIENCE_MS);
  });
  const done = call().then(
    (): Outcome => ({ label: 'done' }),
    (error: unknown): Outcome => {
      if (error instanceof BridgeError) return { label: error.code };
      return {
        label: String(error).slice(0, 60),
        problem: error instanceof Error ? (error.stack ?? '') : '',
      };
    },
  );
  const outcome = await Promise.race([done, late]);
  clearTimeout(timer);
  return outcome;
}

function kaizalaClient({ kaizala }: FuzzWorld, apiRoot: string, dispatcher: Agent) {
  const store = new MemoryStore();
  return createKaizalaClient({
    ...{ apiRoot, credentials: kaizala.credentials, store, ledger: freeLedger, dispatcher },
    stallTimeoutMs: 1_000,
  });
}

function kaizalaCalls(world: FuzzWorld, origin: string, agent: Agent): readonly Call[] {
  const client = kaizalaClient(world, origin, agent);
  const [{ groupId } = { groupId: '' }] = world.kaizala.groups;
  return [
    () => client.listGroups(),
    () => client.listActions(groupId, { actionType: 'Image', since: new Date(0), count: 10 }),
    () => client.uploadMedia([memoryFile('a.jpg', 'bytes of a picture')]),
    () => client.postAction(groupId, { actionType: 'Image', mediaResource: 'x', caption: 'a caption' }),
  ];
}

function graphCalls({ teams }: FuzzWorld, origin: string): readonly Call[] {
  const { tenantId, serviceUrl, host } = teams;
  const login = { clientId: 'x', clientSecret: 'x', loginRoot: `${origin}/login` };
  const services = createTeamsServices({
    graph: { ...login, root: `${origin}/graph` },
    egress: new EgressPolicy([host, new URL(origin).host]),
    botTokens: { token: async () => 'token' },
    lagWaitsMs: [],
  });
  const signal = new AbortController().signal;
  const behind = serviceUrl.replace(new URL(serviceUrl).origin, origin);
  const chat = {
    kind: 'chatMessage',
    tenantId,
    chatId: '19:x@thread.v2',
    messageId: '1',
    withPictures: true,
  } as const;
  const team = { teamId: '19:t@thread.tacv2', channelId: '19:c@thread.tacv2', rootId: '1', messageId: '1' };
  const channel = { kind: 'channelMessage', tenantId, serviceUrl: behind, ...team } as const;
  const person = { serviceUrl: behind, teamId: team.teamId, tenantId, conversationId: team.channelId };
  return [
    () => services.finder.find(chat, signal),
    () => services.finder.find({ ...channel, withPictures: true }, signal),
    () => services.finder.find({ kind: 'connectorAttachments', serviceUrl: behind, ids: ['1'] }, signal),
    () => services.hasMessageAccess(chat, signal),
    () => services.isTeamOwner({ ...person, userId: '29:1', aadObjectId: 'x' }, signal),
  ];
}

function slackCalls({ slack }: FuzzWorld, origin: string): readonly Call[] {
  const api = new SlackApi(`${origin}/api/`);
  const workspaces = new ConfiguredWorkspaces(api, { botToken: slack.botToken, installations: new Map() });
  const people = new SlackPeople(api, workspaces);
  const finder = new SlackFileFinder(api, workspaces);
  const signal = new AbortController().signal;
  const teamId = slack.team.id;
  const [userId = ''] = slack.workspace.people.keys();
  return [
    () => people.user({ teamId, userId }, signal),
    () => finder.find({ kind: 'slackFiles', teamId, fileIds: ['F0000000001'] }, signal),
    () => workspaces.find([teamId]),
  ];
}

interface NamedFiles {
  readonly names: readonly string[];
}

const stem = fc.oneof(
  fc.constantFrom(
    ...[
      'a"b',
      "a'b",
      'a\r\nX-Evil: 1\r\n\r\nb',
      '../../x',
      '..\\..\\x',
      '%22%0d%0a',
      'a;filename="b',
      'a\u0000b',
      '\u202egpj',
      '',
    ],
    ...[
      '--boundary',
      'name*=UTF-8',
      '\ud800',
      '写真 😀',
      'a/b\\c',
      '.',
      '..',
      ' ',
      '\t',
      '<b>',
      '&amp;',
      '%',
      '%zz',
      '\u00ff',
      'CON',
    ],
  ),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom(255, 10_000).map((length) => 'n'.repeat(length)),
);

function fileNames(world: FuzzWorld, agent: Agent): FuzzKind<NamedFiles> {
  const client = kaizalaClient(world, world.kaizala.url, agent);
  return {
    name: 'file names',
    share: 5,
    atOnce: 4,
    inputs: fc.record({
      names: fc.array(
        fc.tuple(stem, fc.constantFrom('.jpg', '.png', '.JPEG')).map((parts) => parts.join('')),
        { minLength: 1, maxLength: 3 },
      ),
    }),
    async send({ names }) {
      const taken = names
        .flatMap((name) => fileName(name) ?? [])
        .filter((name) => mediaKindOf(name) === 'image');
      if (taken.length === 0) return { label: 'refused' };
      const files = taken.map((name) => memoryFile(name, 'bytes of a picture'));
      const outcome = await settled(() => client.uploadMedia(files));
      if (outcome.label === 'done') return outcome;
      // Whatever name the bot takes has to get there.
      return { ...outcome, problem: `${outcome.label}: ${JSON.stringify(taken)}` };
    },
  };
}
