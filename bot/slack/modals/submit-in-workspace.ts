import type { ModalView } from '@slack/web-api';
import type { SlackWorkspace, SlackWorkspaces } from '../../../services/slack/slack-workspace.ts';
import type { SlackAnswer } from '../slack-answer.ts';
import { modalWords } from './modal-words.ts';
import type { SlackViews } from './slack-views.ts';
import { type Submission, type SubmissionOutcome, submitInTime } from './submit-in-time.ts';

export interface SubmissionServices {
  readonly workspaces: SlackWorkspaces;
  readonly views: SlackViews;
}

export interface WorkspaceSubmission<T> extends Omit<Submission, 'update'> {
  readonly viewId: string;
  /** What the modal carried along; undefined if that is nothing that is known. */
  readonly carried: T | undefined;
}

/**
 * Answers a submission with what it leads to, as `submitInTime` does. Looking for the workspace takes its time too, and
 * may fail: a modal that just closes would be taken for one that was heard.
 */
export function submitInWorkspace<T extends { readonly teamId: string }>(
  { workspaces, views }: SubmissionServices,
  { viewId, carried, ...about }: WorkspaceSubmission<T>,
  work: (carried: T, workspace: SlackWorkspace) => Promise<SubmissionOutcome>,
): Promise<SlackAnswer> {
  const finding = carried ? workspaces.find([carried.teamId]) : Promise.resolve(undefined);
  const outcome = finding.then((workspace) =>
    carried && workspace ? work(carried, workspace) : notReadable(about.blockId),
  );
  const update = async (view: ModalView) => {
    const workspace = await finding;
    if (workspace) await views.update(workspace, viewId, view);
  };
  return submitInTime({ ...about, update }, outcome);
}

function notReadable(blockId: string): SubmissionOutcome {
  return { kind: 'problem', blockId, text: modalWords.notReadable };
}
