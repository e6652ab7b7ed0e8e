import { z } from 'zod';

/** The buttons that a forward's card can have. */
export const CARD_ACTIONS = ['forward', 'skip', 'cancel', 'retry', 'isThere', 'postIt'] as const;
export type CardAction = (typeof CARD_ACTIONS)[number];

/** Ids of the card's inputs, as they come back beside the button's own data. */
export const CAPTION_INPUT = 'caption';
export const GROUP_INPUT = 'group';

/** Kaizala states a limit of 4,000 characters for texts; that captions have the same is inferred. */
export const MAX_CAPTION_LENGTH = 4_000;

/** What a button puts into its data. */
export interface CardButtonData {
  readonly forwardId: string;
  readonly action: CardAction;
  /** Which post `isThere` and `postIt` are about. */
  readonly postId?: string;
  /** The group that the card names where there is no choice, in the input's stead. */
  readonly [GROUP_INPUT]?: string;
}

const cardAnswer = z.object({
  forwardId: z.uuid(),
  action: z.enum(CARD_ACTIONS),
  postId: z.uuid().optional(),
  [CAPTION_INPUT]: z.string().optional(),
  [GROUP_INPUT]: z.string().optional(),
});

export type CardAnswer = z.infer<typeof cardAnswer>;

/** Reads what came back from a card; undefined if it is not an answer to one of ours. */
export function readCardAnswer(value: unknown): CardAnswer | undefined {
  const parsed = cardAnswer.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}
