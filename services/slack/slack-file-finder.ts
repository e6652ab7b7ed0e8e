import { abortable } from '../abortable.ts';
import { BridgeError } from '../errors.ts';
import type { FileLookup } from '../files/file-lookup.ts';
import { failureOf } from '../forwards/failure-of.ts';
import { PartlyFoundError } from '../forwards/finding/partly-found-error.ts';
import { refusals } from '../forwards/refusals.ts';
import type { Failure, FileFinder, SharedFile } from '../forwards/types.ts';
import { slackFile } from './parse/slack-file.ts';
import { sharedSlackFile } from './shared-slack-file.ts';
import type { SlackApi } from './slack-api.ts';
import { SlackError } from './slack-error.ts';
import type { SlackWorkspaces } from './slack-workspace.ts';

/** What stands in the place of a file of which Slack tells nothing. */
const NAMELESS = 'File';

/** A file, or why it can't be told. */
type Found = SharedFile | BridgeError;

/**
 * Asks Slack for files of which their message tells too little. Tokens that Azure passes along are for the bytes of
 * files alone.
 */
export class SlackFileFinder implements FileFinder {
  readonly #api: SlackApi;
  readonly #workspaces: SlackWorkspaces;

  constructor(api: SlackApi, workspaces: SlackWorkspaces) {
    this.#api = api;
    this.#workspaces = workspaces;
  }

  async find(lookup: FileLookup, signal: AbortSignal): Promise<readonly SharedFile[]> {
    if (lookup.kind !== 'slackFiles') throw new TypeError('Slack keeps no files of Teams.');
    const { teamId, fileIds } = lookup;
    const workspace = await abortable(this.#workspaces.find([teamId]), signal);
    if (!workspace) throw SlackError.cannotAskForFile();
    const asked = fileIds.map((fileId) => this.#ask(workspace.botToken, teamId, fileId));
    const found = await abortable(Promise.all(asked), signal);
    const trouble = found.find((file) => file instanceof BridgeError);
    const files = found.map((file) =>
      file instanceof BridgeError
        ? { name: NAMELESS, refusal: { ...failureOf(file), retryable: false } }
        : file,
    );
    if (!trouble) return files;
    throw files.some((file) => 'source' in file) ? new PartlyFoundError(trouble, files) : trouble;
  }

  async #ask(token: string, teamId: string, fileId: string): Promise<Found> {
    try {
      const answer = await this.#api.call(token, (client) => client.files.info({ file: fileId }));
      const parsed = slackFile.safeParse(answer.file);
      if (!parsed.success) throw SlackError.senseless();
      const file = sharedSlackFile(parsed.data, teamId);
      return 'askFor' in file ? SlackError.fileNotReady() : file;
    } catch (error) {
      if (!(error instanceof SlackError)) throw error;
      const refusal = refusalOf(error);
      return refusal ? { name: NAMELESS, refusal } : error;
    }
  }
}

/** What is wrong with this file alone. */
function refusalOf({ slackCode }: SlackError): Failure | undefined {
  switch (slackCode) {
    case 'file_not_found':
      return refusals.slackMissing();
    case 'file_deleted':
      return refusals.slackDeleted();
    case 'access_denied':
    case 'no_permission':
    case 'not_in_channel':
      return refusals.slackDenied();
    default:
      return undefined;
  }
}
