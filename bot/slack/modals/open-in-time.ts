import type { ModalView } from '@slack/web-api';
import { BridgeError } from '../../../services/errors.ts';
import { SlackError } from '../../../services/slack/slack-error.ts';
import type { SlackWorkspace } from '../../../services/slack/slack-workspace.ts';
import { modalWords } from './modal-words.ts';
import { noticeView } from './notice-view.ts';
import { settledWithin } from './settled-within.ts';
import type { SlackViews } from './slack-views.ts';

/** What a modal is to ask, or what there is to say in place of one. */
export type ModalContent = { readonly view: ModalView } | { readonly words: string };

export interface Opening {
  readonly views: SlackViews;
  readonly workspace: SlackWorkspace;
  /** Absent: none can be opened. */
  readonly triggerId: string | undefined;
  readonly title: string;
}

/** What is not there by then is waited for in the modal: in milliseconds, of the three seconds that there are. */
const CONTENT_TAKES_MS = 1_000;

/**
 * Opens a modal before its trigger lapses: with its content, or, where that takes its time, with a note that makes
 * way for it. Returns what could not be shown so: words if there is nothing to ask, or the content if Slack opened
 * no modal.
 * @param content its BridgeErrors are words for the person
 */
export async function openInTime(
  { views, workspace, triggerId, title }: Opening,
  content: Promise<ModalContent>,
): Promise<ModalContent | undefined> {
  const wanted = content.catch(inWords);
  if (triggerId === undefined) return wanted;
  const early = await settledWithin(wanted, CONTENT_TAKES_MS);
  if (early && 'words' in early) return early;
  const viewId = await views
    .open(workspace, triggerId, early?.view ?? noticeView(title, modalWords.wait))
    .catch(unlessRefused);
  if (viewId === undefined) return wanted;
  if (early) return undefined;
  let late: ModalContent = { words: modalWords.unexpected };
  try {
    late = await wanted;
  } finally {
    const view = 'view' in late ? late.view : noticeView(title, late.words);
    // Whoever has closed it does not want to know.
    await views.update(workspace, viewId, view).catch(unlessRefused);
  }
  return undefined;
}

function inWords(error: unknown): ModalContent {
  if (!(error instanceof BridgeError)) throw error;
  return { words: error.message };
}

function unlessRefused(error: unknown): undefined {
  if (!(error instanceof SlackError)) throw error;
  return undefined;
}
