import { z } from 'zod';
import { CAPTION_INPUT, GROUP_INPUT, readCardAnswer } from '../../dialogs/card-answer.ts';
import { parseJson } from '../../services/parse-json.ts';
import { LINK_GROUP_INPUT, LINK_MODE_INPUT, readLinkAnswer } from '../links/link-answer.ts';
import { type FormState, readFormState } from './form-state.ts';

const text = z.string().optional().catch(undefined);

const pressed = z.object({
  type: z.literal('block_actions'),
  container: z.object({ message_ts: text }).optional().catch(undefined),
  message: z.object({ ts: text }).optional().catch(undefined),
  state: z.unknown().optional(),
  actions: z.tuple([z.object({ type: z.literal('button'), value: z.string() })], z.unknown()),
});

/** What our buttons hold as JSON. */
const buttonData = z.record(z.string(), z.unknown());

/** Where Azure's Slack channel puts what was pressed; its own documents name each of them. */
const wrapped = z.object({
  Payload: z.unknown().optional(),
  payload: z.unknown().optional(),
  SlackMessage: z.unknown().optional(),
});

/** A button of ours that somebody pressed in a message. */
export interface BlockAnswer {
  /** The same that an Action.Submit of an Adaptive Card brings: the button's data with what was filled in. */
  readonly value: Readonly<Record<string, unknown>>;
  /** Of the message that holds the button, where that is told: an ephemeral one has none. */
  readonly messageTs?: string;
}

/**
 * Reads the press of a button.
 * @param payload of a `block_actions`, or the channelData that Azure wraps it into
 * @returns undefined if it is none of ours: choosing from a menu alone answers nothing
 */
export function readBlockAnswer(payload: unknown): BlockAnswer | undefined {
  const press = [payload, ...Object.values(wrapped.safeParse(payload).data ?? {})]
    .map((candidate) => pressed.safeParse(candidate).data)
    .find((found) => found !== undefined);
  const data = press && buttonData.safeParse(parseJson(press.actions[0].value)).data;
  if (!press || !data) return undefined;
  const form = readFormState(press.state);
  const value = { ...data, ...(readLinkAnswer(data) ? linkInputs(form) : forwardInputs(data, form)) };
  const messageTs = press.container?.message_ts ?? press.message?.ts;
  return { value, ...(messageTs !== undefined && { messageTs }) };
}

function linkInputs(form: FormState): object {
  return filledIn({
    [LINK_GROUP_INPUT]: form.one(LINK_GROUP_INPUT),
    [LINK_MODE_INPUT]: form.one(LINK_MODE_INPUT),
  });
}

function forwardInputs(data: object, form: FormState): object {
  if (readCardAnswer(data)?.action === 'cancel') return {};
  return filledIn({ [CAPTION_INPUT]: form.one(CAPTION_INPUT), [GROUP_INPUT]: form.one(GROUP_INPUT) });
}

function filledIn(inputs: Record<string, string | undefined>): object {
  return Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== undefined));
}
