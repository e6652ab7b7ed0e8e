import type { ModalView } from '@slack/web-api';
import { BridgeError } from '../../../services/errors.ts';
import { SlackError } from '../../../services/slack/slack-error.ts';
import type { SlackAnswer } from '../slack-answer.ts';
import { modalWords } from './modal-words.ts';
import { noticeView } from './notice-view.ts';
import { settledWithin } from './settled-within.ts';

/** What a submission leads to. */
export type SubmissionOutcome =
  /** The person has to fill something in anew. */
  | { readonly kind: 'problem'; readonly blockId: string; readonly text: string }
  /** Said in the modal. */
  | { readonly kind: 'words'; readonly text: string }
  /** It shows elsewhere, and the modal closes. */
  | { readonly kind: 'done' };

export interface Submission {
  readonly title: string;
  /** The block whose problem it is if everything fails. */
  readonly blockId: string;
  /** Shows another view in its place. */
  readonly update: (view: ModalView) => Promise<void>;
}

/** Slack waits three seconds, of which the network needs some: in milliseconds. */
const WORK_TAKES_MS = 1_400;

/**
 * Answers a submission with what it leads to; if that takes its time, with a note in the modal that makes way for it.
 * @param work its BridgeErrors are words for the person
 */
export async function submitInTime(
  { title, blockId, update }: Submission,
  work: Promise<SubmissionOutcome>,
): Promise<SlackAnswer> {
  const wanted = work.catch((error: unknown): SubmissionOutcome => {
    if (!(error instanceof BridgeError)) throw error;
    return { kind: 'problem', blockId, text: error.message };
  });
  try {
    const early = await settledWithin(wanted, WORK_TAKES_MS);
    if (early) return bodyOf(title, early);
  } catch (error) {
    const problem = bodyOf(title, { kind: 'problem', blockId, text: modalWords.unexpected });
    return { ...problem, after: () => Promise.reject(error) };
  }
  return {
    body: { response_action: 'update', view: noticeView(title, modalWords.wait) },
    after: async () => {
      let text: string = modalWords.unexpected;
      try {
        const late = await wanted;
        text = late.kind === 'done' ? modalWords.onItsWay : late.text;
      } finally {
        await update(noticeView(title, text)).catch((error: unknown) => {
          // Whoever has closed it does not want to know.
          if (!(error instanceof SlackError)) throw error;
        });
      }
    },
  };
}

function bodyOf(title: string, outcome: SubmissionOutcome): SlackAnswer {
  switch (outcome.kind) {
    case 'problem':
      return { body: { response_action: 'errors', errors: { [outcome.blockId]: outcome.text } } };
    case 'words':
      return { body: { response_action: 'update', view: noticeView(title, outcome.text) } };
    case 'done':
      return {};
  }
}
