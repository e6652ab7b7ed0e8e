import { eventActivity } from '../../emulators/slack/azure/event-activity.ts';
import { PRESS_SHAPES, pressActivity } from '../../emulators/slack/azure/press-activity.ts';
import { type Delivery, postToBot } from '../../emulators/teams/user/post-to-bot.ts';
import { waitForQuestion } from '../support/chat.ts';
import type { FuzzWorld } from './fuzz-world.ts';

export type Json = Readonly<Record<string, unknown>>;

/** What honest chats send, by the way that it takes: the beginning of everything that is made up. */
export interface Corpus {
  /** Messages, edits, deletions, installations, … of Teams, and of Slack as Azure passes it on. */
  readonly activities: readonly Json[];
  /** Presses of buttons on cards that are still open, by clients that are new and old. */
  readonly cardAnswers: readonly Json[];
  readonly events: readonly Json[];
  readonly commands: readonly Json[];
  /** Presses, menus, shortcuts, and modals that are submitted and closed. */
  readonly interactions: readonly Json[];
}

const FILE = { kind: 'generated', size: 900 } as const;
/** Cards that stay open, so that there is something to answer. */
const OPEN_CARDS = 25;

/** Has people do all that they can, and writes down what the bot is told of it. */
export async function rehearse(world: FuzzWorld): Promise<Corpus> {
  const { activities, cardAnswers } = await rehearseTeams(world);
  const slack = await rehearseSlack(world);
  return { ...slack, activities: [...activities, ...slack.activities], cardAnswers };
}

async function rehearseTeams({ teams, url }: FuzzWorld) {
  const endpoint = `${url}/api/messages`;
  const activities: Json[] = [];
  const cardAnswers: Json[] = [];
  const told: Delivery = (body, authorization) => {
    activities.push(JSON.parse(body));
    return postToBot(endpoint, body, authorization);
  };
  const untold: Delivery = async (body) => {
    cardAnswers.push(JSON.parse(body));
    return { status: 200, body: '', durationMs: 0 };
  };
  const serve = (name: string) => teams.serveFile(FILE, { name });
  const user = teams.createUser({ endpoint: told });
  await user.installs();
  for (const text of [
    'hello',
    '/help',
    '/groups',
    '/status',
    '/history',
    '/link',
    '/mode auto',
    '/retry 1',
    '/cancel',
  ]) {
    await user.says(text);
  }
  const { activity } = await user.shares([await serve('plan.pdf'), await serve('photo.jpg')], 'the plans');
  await user.edits(activity, 'other plans');
  await user.deletes(activity);
  await user.pastes([await teams.keepAttachment(FILE, { type: 'image/png' })], 'pasted');
  for (const type of [
    'messageReaction',
    'typing',
    'event',
    'endOfConversation',
    'handoff',
    'trace',
    'command',
  ]) {
    await user.resends({
      ...activity,
      type,
      id: type,
      reactionsAdded: [{ type: 'like' }],
      name: 'x',
      value: {},
    });
  }
  for (const name of [
    'composeExtension/query',
    'task/fetch',
    'signin/verifyState',
    'fileConsent/invoke',
    'x',
  ]) {
    await user.resends({ ...activity, type: 'invoke', id: name, name, value: { action: 'accept' } });
  }

  const members = [{ name: 'Asha Rao', role: 'owner' }, { name: 'Mei Chen' }] as const;
  const team = teams.createTeam({ name: 'Ops', endpoint: told, members });
  await team.installs();
  const asha = team.createChannel('Night shift').member('Asha Rao');
  const post = await asha.shares([await serve('site.pdf')], 'look', { mention: 'before' });
  await asha.edits(post, 'look there');
  await asha.says('and here', { inReplyTo: post.id });
  await asha.deletes(post);
  const chat = teams.createGroupChat({ endpoint: told, members }).member('Mei Chen');
  await chat.shares([await serve('chat.mp3')], 'listen', { mention: 'before' });

  for (const client of ['new', 'old'] as const) {
    for (let count = 0; count < OPEN_CARDS; count++) {
      const other = teams.createUser({ endpoint: told, name: 'Ben Ode', client });
      const name = `open-${client}-${count}.pdf`;
      await other.shares([await serve(name)]);
      const question = await waitForQuestion(other.conversation, name);
      other.endpoint = untold;
      await other.submits(question.activity, 'Forward', { caption: 'a caption' });
      await other.submits(question.activity, 'Skip caption');
      await other.submits(question.activity, 'Cancel');
    }
  }
  await user.uninstalls();
  return { activities, cardAnswers };
}

async function rehearseSlack({ slack, proxies, url, teams }: FuzzWorld) {
  const { app, workspace } = slack;
  app.endpoint = url;
  const asha = slack.createUser({ name: 'Asha Rao', isAdmin: true });
  const channel = slack.createChannel({ name: 'site', members: [asha], creator: asha });
  const upload = (name: string) => asha.upload(FILE, { name });
  await asha.invitesBot(channel);
  for (const text of ['help', 'groups', 'status', 'history', 'mode auto', 'retry 1', 'cancel', '']) {
    await asha.runs('/kaizala', text, { in: channel });
  }
  const written = await asha.shares([await upload('plan.pdf'), await upload('photo.jpg')], 'the plans');
  await asha.edits(written, 'other plans');
  const mention = await asha.shares([await upload('site.pdf')], 'look', { in: channel, mention: true });
  await asha.says('in the thread', { in: channel, thread: mention.message });
  const question = await asha.direct.waitFor(({ botMessages }) =>
    botMessages.findLast(({ blocks }) => JSON.stringify(blocks).includes('Forward to Kaizala')),
  );
  await asha.usesShortcut(asha.direct, written.message, 'forward');
  await asha.waitForModal();
  await asha.searches('Group', 'field').catch(() => []);
  // From here on nobody is told, so that the questions stay open.
  app.endpoint = undefined;
  for (const label of ['Forward', 'Skip caption', 'Cancel']) {
    await asha.presses(asha.direct, question, label).catch(() => {});
  }
  await asha.submitsModal({}).catch(() => {});
  await asha.closesModal({ all: true });
  await asha.deletesFile(written, { id: written.message.files[0]?.id ?? '' });
  await asha.deletes(written);
  app.endpoint = url;

  const payloads = (kind: 'event' | 'command' | 'interaction') =>
    app.deliveries
      .filter((delivery) => delivery.kind === kind)
      .map(
        ({ payload }): Json =>
          JSON.parse(JSON.stringify(payload).replaceAll(slack.url, proxies.Slack.origin)),
      );
  const [events, commands, interactions] = [payloads('event'), payloads('command'), payloads('interaction')];
  const side = { workspace, serviceUrl: teams.serviceUrl, apiToken: workspace.issueToken() };
  const presses = interactions.filter(({ type, channel: place }) => type === 'block_actions' && place);
  const activities: Json[] = [
    ...events.flatMap((event) => eventActivity(event, side) ?? []),
    ...presses.flatMap((press) => PRESS_SHAPES.map((shape) => pressActivity(press, shape, side))),
  ];
  return { events, commands, interactions, activities };
}
