import type { FileLookup } from '../../../services/files/file-lookup.ts';
import type { FileFinder, SharedFile } from '../../../services/forwards/types.ts';
import { readSlackFiles } from '../../../services/slack/read-slack-files.ts';
import type { FileChoice } from '../../blocks/files-input.ts';
import { fileDetail } from '../../cards/file-detail.ts';
import { modalWords } from './modal-words.ts';

/** The files of a message, as far as they can be told. */
export interface FilesOfShortcut {
  readonly choices: readonly FileChoice[];
  /** Why the others can't go, in words. */
  readonly refused: readonly string[];
}

/** How long Slack may take to tell of files of which the message does not, in milliseconds. */
const PATIENCE_MS = 2_000;

/**
 * Reads which files of a message somebody may choose.
 * @param finder asked for those of which the message tells only the id
 */
export async function filesOfShortcut(
  files: unknown,
  teamId: string,
  finder: FileFinder,
): Promise<FilesOfShortcut> {
  const { files: told, lookup } = readSlackFiles(files, teamId);
  const asked = (lookup?.fileIds ?? []).map(async (fileId) => {
    const one: FileLookup = { kind: 'slackFiles', teamId, fileIds: [fileId] };
    const [found] = await finder.find(one, AbortSignal.timeout(PATIENCE_MS)).catch(() => []);
    // Whether it can be had is told when it is fetched.
    return found ?? nameless(fileId);
  });
  const all = [...told, ...(await Promise.all(asked))];
  return {
    choices: all.flatMap((file) => ('id' in file ? [file] : choiceOf(file))),
    refused: all.flatMap((file) => ('refusal' in file ? [refusedLine(file)] : [])),
  };
}

function nameless(id: string): FileChoice {
  return { id, name: 'A file of which Slack does not tell yet', detail: '' };
}

function choiceOf(file: SharedFile): FileChoice[] {
  if (!('source' in file) || file.source.kind !== 'slackFile') return [];
  return [{ id: file.source.fileId, name: file.name, detail: fileDetail(file) }];
}

function refusedLine({ name, refusal }: Extract<SharedFile, { refusal: unknown }>): string {
  return modalWords.cannotGo(name, refusal.message);
}
