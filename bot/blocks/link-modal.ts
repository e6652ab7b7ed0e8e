import type { ModalView } from '@slack/web-api';
import { z } from 'zod';
import type { KaizalaGroup } from '../../services/kaizala/types.ts';
import type { LinkMode } from '../../services/links/link.ts';
import { LINK_GROUP_INPUT, LINK_MODE_INPUT } from '../links/link-answer.ts';
import { cut } from './cut.ts';
import { readFormState } from './form-state.ts';
import { groupSelect } from './group-select.ts';
import { LIMITS } from './limits.ts';
import { modeSelect } from './mode-select.ts';
import { paragraph, plain, run } from './texts.ts';

/** The `callback_id` of the modal that links. */
export const LINK_MODAL = 'link';

export interface LinkModalOptions {
  /** How the conversation is linked now, or why the modal asks. */
  readonly text: string;
  /** At least one. Beyond a hundred, Slack asks for them by `block_suggestion`: see {@link groupOptions}. */
  readonly groups: readonly KaizalaGroup[];
  readonly mode: LinkMode;
  /** At most 3,000 characters: which conversation it is about. */
  readonly privateMetadata: string;
}

/** Asks in a modal to which group a conversation is to be linked, and how files go from then on. */
export function linkModal({ text, groups, mode, privateMetadata }: LinkModalOptions): ModalView {
  const { element } = groupSelect(groups, { actionId: LINK_GROUP_INPUT, suggests: true });
  return {
    type: 'modal',
    callback_id: LINK_MODAL,
    private_metadata: privateMetadata,
    title: plain('Link to Kaizala', LIMITS.modalTitle),
    submit: plain('Link', LIMITS.modalTitle),
    close: plain('Cancel', LIMITS.modalTitle),
    blocks: [
      paragraph(run(cut(text, LIMITS.sectionText))),
      { type: 'input', block_id: LINK_GROUP_INPUT, label: plain('Group', LIMITS.labelText), element },
      modeSelect(mode),
    ],
  };
}

const submission = z.object({
  group: z.string(),
  mode: z.enum(['ask', 'auto']),
});

/** The group's id and the mode that were chosen. */
export type LinkSubmission = z.infer<typeof submission>;

/**
 * Reads the view of a `view_submission`. Undefined if something is not filled in, which Slack does not let happen;
 * errors go to the blocks LINK_GROUP_INPUT and LINK_MODE_INPUT.
 */
export function readLinkSubmission(view: unknown): LinkSubmission | undefined {
  const form = readFormState(z.object({ state: z.unknown().optional() }).safeParse(view).data?.state);
  const filledIn = { group: form.one(LINK_GROUP_INPUT), mode: form.one(LINK_MODE_INPUT) };
  return submission.safeParse(filledIn).data;
}
