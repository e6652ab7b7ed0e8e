import { setTimeout as delay } from 'node:timers/promises';
import type { ChatMessage } from '../../emulators/teams/connector/conversation.ts';
import type { ServedFile } from '../../emulators/teams/files/file-host.ts';
import type { SendAnswer, TeamsUser } from '../../emulators/teams/user/teams-user.ts';
import type { Cluster } from '../support/cluster.ts';
import { ForwardRun, type SharedFile } from './forward-run.ts';
import type { LoadBalancer } from './load-balancer.ts';
import type { Pacing } from './pacing.ts';
import { isTyped, isWithdrawn, type PlannedForward, type Repetition } from './planned-forward.ts';
import type { Timeline } from './timeline.ts';

/** For how long a person waits for the card, in milliseconds. A bot that died is noticed after half a minute. */
const CARD_PATIENCE_MS = 180_000;
/** When a person answers again because the card still asks, in milliseconds. */
const ANSWER_PATIENCE_MS = 12_000;
const MAX_ANSWERS = 12;
const NO_REPETITION: Repetition = { kind: 'none' };

export interface Surroundings {
  readonly cluster: Cluster;
  readonly balancer: LoadBalancer;
  readonly timeline: Timeline;
  /** The group of every forward; undefined if people choose. */
  readonly defaultGroupId: string | undefined;
  readonly pacing: Pacing;
}

/** Somebody in a chat of their own with the bot, who does what is planned for them and reacts to what they see. */
export class Person {
  /** What became of the forwards that were begun, oldest first. */
  readonly runs: ForwardRun[] = [];
  readonly #surroundings: Surroundings;
  readonly #user: TeamsUser;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
    this.#user = surroundings.cluster.createUser();
  }

  /** Resolves when all cards have been answered. Words answer the newest one, so whoever types has no other open. */
  async act(plans: readonly PlannedForward[]): Promise<void> {
    let open: Promise<void>[] = [];
    for (const plan of plans) {
      await this.#surroundings.pacing.turnOf(plan.index);
      if (isTyped(plan)) await Promise.all(open);
      const acting = this.#forward(plan);
      open.push(acting);
      if (!plan.overlaps || isTyped(plan)) {
        await Promise.all(open);
        open = [];
      }
    }
    await Promise.all(open);
  }

  /** Presses a button of the card of a forward that has ended, and waits for the card to tell of it. */
  async press(run: ForwardRun, title: string): Promise<void> {
    const card = run.readCard();
    if (!card) return;
    this.#note(run, `presses “${title}”`);
    const isNews = () => run.readCard()?.message.activity !== card.message.activity;
    await this.#through(run, NO_REPETITION, () => this.#user.submits(card.message.activity, title));
    await this.#user.conversation.waitFor(isNews, { timeoutMs: ANSWER_PATIENCE_MS }).catch(() => {});
  }

  async #forward(plan: PlannedForward): Promise<void> {
    const run = await this.#prepare(plan);
    this.runs.push(run);
    const { conversation } = this.#user;
    try {
      const files = run.files.map(({ name, served }) => `${name} (${served.size})`).join(', ');
      this.#note(run, `shares ${files}`);
      await this.#through(run, plan.activityRepetition, () =>
        this.#user.shares(run.files.map(({ served }) => served)),
      );
      await conversation.waitFor(() => run.cards.length > 0, { timeoutMs: CARD_PATIENCE_MS });
      await delay(plan.thinkMs);
      await this.#answer(run);
    } catch (error) {
      const [line = ''] = String(error instanceof Error ? error.message : error).split('\n');
      run.complaint = line;
      this.#note(run, `gives up: ${line}`);
    }
  }

  async #prepare(plan: PlannedForward): Promise<ForwardRun> {
    const { cluster, defaultGroupId } = this.#surroundings;
    const files = await Promise.all(
      plan.files.map(async (file): Promise<SharedFile> => {
        const { size, head, name, behaviour } = file;
        const source = { kind: 'generated', size, head: head.subarray(0, size) } as const;
        const served: ServedFile = await cluster.teams.serveFile(source, { name, behaviour });
        return { ...file, served, sha256: await served.sha256() };
      }),
    );
    const { groups } = cluster.kaizala;
    const groupId = defaultGroupId ?? groups[plan.group % groups.length]?.groupId ?? '';
    return new ForwardRun(plan, this.#user, files, groupId);
  }

  /** Answers until the card stops asking: it may be that Kaizala could not tell its groups, or that a bot died. */
  async #answer(run: ForwardRun): Promise<void> {
    for (let attempt = 0; attempt < MAX_ANSWERS; attempt += 1) {
      const card = run.readCard();
      if (!card?.isAsking) return;
      if (attempt === 0) await this.#answerAsPlanned(run, card.message);
      else await this.#answerOnCard(run, card.message, NO_REPETITION);
      run.answeredAt ??= new Date();
      if (attempt > 0) run.answeredAgain += 1;
      const isTaken = () => run.readCard()?.isAsking === false;
      await this.#user.conversation.waitFor(isTaken, { timeoutMs: ANSWER_PATIENCE_MS }).catch(() => {});
    }
    if (run.readCard()?.isAsking) throw new Error(`The card still asks after ${MAX_ANSWERS} answers`);
  }

  async #answerAsPlanned(run: ForwardRun, card: ChatMessage): Promise<void> {
    const { plan } = run;
    if (!isTyped(plan)) return this.#answerOnCard(run, card, plan.answerRepetition);
    const text = plan.answer === 'typed' ? plan.caption : '/cancel';
    this.#note(run, `types ${JSON.stringify(text)}`);
    await this.#through(run, plan.answerRepetition, () => this.#user.says(text));
  }

  async #answerOnCard(run: ForwardRun, card: ChatMessage, repetition: Repetition): Promise<void> {
    const { plan, groupId } = run;
    const title = isWithdrawn(plan) ? 'Cancel' : plan.answer === 'skip' ? 'Skip caption' : 'Forward';
    const isChoice = this.#surroundings.defaultGroupId === undefined;
    const inputs = { caption: plan.caption, ...(isChoice && { group: groupId }) };
    this.#note(run, `presses “${title}” with ${JSON.stringify(inputs)}`);
    await this.#through(run, repetition, () => this.#user.submits(card.activity, title, inputs));
  }

  /** What is sent within `send`, before it waits for anything, goes through the load balancer in this way. */
  #through(run: ForwardRun, repetition: Repetition, send: () => Promise<SendAnswer>): Promise<SendAnswer> {
    this.#user.endpoint = (body) => this.#surroundings.balancer.deliver(body, repetition, run.plan.id);
    return send();
  }

  #note(run: ForwardRun, text: string): void {
    this.#surroundings.timeline.note(text, run.plan.id);
  }
}
