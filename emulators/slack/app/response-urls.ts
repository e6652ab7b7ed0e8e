import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { readContent } from '../api/read-content.ts';
import { Refusal } from '../api/refusal.ts';
import type { Channel } from '../workspace/channel.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** Where an answer along a response_url goes. */
export interface AnswerPlace {
  readonly workspace: Workspace;
  readonly channel: Channel;
  readonly userId: string;
  /** The message whose button was pressed; absent for a command. */
  readonly messageTs?: string;
}

const MOST_USES = 5;
const LIFE_MS = 30 * 60_000;

const response = z.looseObject({
  response_type: z.enum(['ephemeral', 'in_channel']).default('ephemeral'),
  text: z.string().optional(),
  blocks: z.unknown().optional(),
  replace_original: z.boolean().default(false),
  delete_original: z.boolean().default(false),
  thread_ts: z.string().optional(),
});

/** Addresses by which the app may answer a command or a press, five times within half an hour, without a token. */
export class ResponseUrls {
  readonly #origin: string;
  readonly #places = new Map<string, { place: AnswerPlace; usesLeft: number; madeAt: number }>();
  /** What has come in, oldest first. */
  readonly responses: unknown[] = [];

  constructor(origin: string) {
    this.#origin = origin;
  }

  issue(place: AnswerPlace): string {
    const kind = place.messageTs === undefined ? 'commands' : 'actions';
    const secret = randomBytes(12).toString('base64url');
    const path = `/hooks/${kind}/${place.workspace.team.id}/${this.#places.size + 1}/${secret}`;
    this.#places.set(path, { place, usesLeft: MOST_USES, madeAt: Date.now() });
    return this.#origin + path;
  }

  /** Takes what the app posts to such an address. Throws a `Refusal`. */
  take(path: string, body: unknown): void {
    const known = this.#places.get(path);
    if (known === undefined) throw new Refusal('invalid_url');
    if (known.usesLeft <= 0) throw new Refusal('used_url');
    if (Date.now() - known.madeAt > LIFE_MS) throw new Refusal('expired_url');
    known.usesLeft -= 1;
    this.responses.push(body);
    const parsed = response.safeParse(body);
    if (!parsed.success) throw new Refusal('invalid_payload');
    answer(known.place, parsed.data);
  }
}

/** Does what the app says, as the answer to a command may say it too. Throws a `Refusal`. */
export function answerPlace(place: AnswerPlace, body: unknown): void {
  const parsed = response.safeParse(body);
  if (!parsed.success) throw new Refusal('invalid_payload');
  answer(place, parsed.data);
}

function answer(
  { workspace, channel, userId, messageTs }: AnswerPlace,
  given: z.infer<typeof response>,
): void {
  if (messageTs !== undefined && given.delete_original) {
    channel.delete(messageTs);
    return;
  }
  const content = { ...readContent(given), files: [] };
  if (messageTs !== undefined && given.replace_original) {
    if (channel.update(messageTs, content) === undefined) throw new Refusal('message_not_found');
    return;
  }
  channel.post({
    ...content,
    userId: workspace.bot.userId,
    botId: workspace.bot.botId,
    threadTs: given.thread_ts,
    onlyFor: given.response_type === 'ephemeral' ? userId : undefined,
  });
}
