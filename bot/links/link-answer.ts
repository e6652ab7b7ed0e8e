import { z } from 'zod';

/** Ids of the card's inputs, as they come back beside the button's own data. */
export const LINK_GROUP_INPUT = 'linkGroup';
export const LINK_MODE_INPUT = 'linkMode';

const linkAnswer = z.object({
  link: z.object({ action: z.enum(['link', 'cancel']) }),
  [LINK_GROUP_INPUT]: z.string().optional().catch(undefined),
  [LINK_MODE_INPUT]: z.enum(['ask', 'auto']).optional().catch(undefined),
});

export type LinkAnswer = z.infer<typeof linkAnswer>;

/** What a button of the card puts into its data. */
export type LinkButtonData = Pick<LinkAnswer, 'link'>;

export const LINK_CONFIRM: LinkButtonData = { link: { action: 'link' } };
export const LINK_CANCEL: LinkButtonData = { link: { action: 'cancel' } };

/** Reads what came back from a card that links; undefined if it is not from one. */
export function readLinkAnswer(value: unknown): LinkAnswer | undefined {
  return linkAnswer.safeParse(value).data;
}
