import type { ModalView } from '@slack/web-api';
import { z } from 'zod';
import { CAPTION_INPUT, GROUP_INPUT } from '../../dialogs/card-answer.ts';
import type { Targets } from '../../services/links/target-groups.ts';
import { captionInput } from './caption-input.ts';
import { FILES_INPUT, type FileChoice, filesInputs } from './files-input.ts';
import { readFormState } from './form-state.ts';
import { caution, groupBlocks } from './group-blocks.ts';
import { LIMITS } from './limits.ts';
import { aside, plain } from './texts.ts';

/** The `callback_id` of the modal that forwards the files of a message. */
export const FORWARD_MODAL = 'forward';

/**
 * So many files are listed. Slack takes 250 kB for a view, of which a file with a long name in any script takes 1.3 kB at
 * most, and 3,000 characters of private metadata, of which its id takes 14.
 */
export const MAX_FILES = 150;

export interface ForwardModalOptions {
  readonly files: readonly FileChoice[];
  /** Undefined if Kaizala could not tell its groups. */
  readonly targets: Targets | undefined;
  readonly suggestedCaption?: string | undefined;
  /**
   * At most 3,000 characters: which message it is about, and the group that the modal names if there is no choice,
   * since only a chosen one comes back with the submission.
   */
  readonly privateMetadata: string;
}

/** Asks in a modal for the caption of a message's files, which of them go, and where if there is a choice. */
export function forwardModal({
  files,
  targets,
  suggestedCaption,
  privateMetadata,
}: ForwardModalOptions): ModalView {
  const obstacle = obstacleOf(targets);
  const frame = {
    type: 'modal',
    callback_id: FORWARD_MODAL,
    private_metadata: privateMetadata,
    title: plain('Forward to Kaizala', LIMITS.modalTitle),
  } as const;
  if (obstacle !== undefined) {
    return { ...frame, close: plain('Close', LIMITS.modalTitle), blocks: [caution(obstacle)] };
  }
  const listed = files.slice(0, MAX_FILES);
  const note = `Only the first ${MAX_FILES} of ${files.length} files can be forwarded from here.`;
  return {
    ...frame,
    submit: plain('Forward', LIMITS.modalTitle),
    close: plain('Cancel', LIMITS.modalTitle),
    blocks: [
      ...groupBlocks(targets, true),
      captionInput(CAPTION_INPUT, suggestedCaption),
      ...filesInputs(listed),
      ...(listed.length < files.length ? [aside(note)] : []),
    ],
  };
}

/** Why nothing can be forwarded now. */
function obstacleOf(targets: Targets | undefined): string | undefined {
  if (!targets) {
    return 'Kaizala is not answering, so nothing can be forwarded at the moment. Try again in a while.';
  }
  if (targets.kind === 'blocked') return targets.reason;
  return targets.kind === 'choice' && targets.groups.length === 0
    ? 'The Kaizala connector is in no group yet, so there is nowhere to post to. Ask an administrator to add it to a group.'
    : undefined;
}

export interface ForwardSubmission {
  /** In the order in which the modal has them; none if all choices of a long list were taken back. */
  readonly fileIds: readonly string[];
  readonly caption?: string;
  /** The id of the group that was chosen; absent where the modal left no choice. */
  readonly group?: string;
}

/** Reads the view of a `view_submission`. Errors go to the blocks FIRST_FILES, GROUP_INPUT and CAPTION_INPUT. */
export function readForwardSubmission(view: unknown): ForwardSubmission {
  const form = readFormState(z.object({ state: z.unknown().optional() }).safeParse(view).data?.state);
  const caption = form.one(CAPTION_INPUT);
  const group = form.one(GROUP_INPUT);
  return {
    fileIds: form.all(FILES_INPUT),
    ...(caption?.trim() && { caption }),
    ...(group !== undefined && { group }),
  };
}

/** The block of the modal that always has files: where it is told that none were chosen. */
export const FIRST_FILES = `${FILES_INPUT}:0`;
