import type { FileSource } from '../files/file-source.ts';
import { admitFile } from '../forwards/admit-file.ts';
import { refusals } from '../forwards/refusals.ts';
import type { Failure, SharedFile } from '../forwards/types.ts';
import { mediaKindOf } from '../kaizala/media-types.ts';
import { clipKind } from './clip-kind.ts';
import { externalService } from './external-service.ts';
import type { SlackFileObject } from './parse/slack-file.ts';
import { slackFileName } from './slack-file-name.ts';

/** A file that is to be fetched or refused; or the id of one that Slack has to be asked for, as too little is told. */
export type ReadSlackFile = SharedFile | { readonly askFor: string };

/** @param teamId the workspace whose token opens the file */
export function sharedSlackFile(file: SlackFileObject, teamId: string): ReadSlackFile {
  const name = slackFileName(file);
  const refusal = refusalOf(file, name);
  if (refusal) return { name, refusal };
  const url = file.url_private_download ?? file.url_private;
  if (isStub(file) || url === undefined || !URL.canParse(url)) return { askFor: file.id };
  const source: FileSource = {
    kind: 'slackFile',
    teamId,
    fileId: file.id,
    url,
    ...(file.mimetype && { mediaType: file.mimetype }),
  };
  const size = file.size || undefined;
  const clip = clipKind(file.subtype);
  // Slack tells the size of what was recorded, and may give what it made of it.
  if (clip) return { name, kind: clip, source: { ...source, isClip: true }, ...(size && { size }) };
  return admitFile(name, { ...source, ...(size && { size }) }, size);
}

/** Modes of what is written in Slack itself; those of canvases and lists, the last three, are inferred. */
const WRITTEN_IN_SLACK: ReadonlySet<string> = new Set(['post', 'space', 'quip', 'canvas', 'list']);

/** A file of another workspace of which nothing is known yet, or one that Slack is not done with. */
function isStub({ mode, file_access }: SlackFileObject): boolean {
  return mode === 'file_access' || file_access === 'check_file_info';
}

function refusalOf(file: SlackFileObject, name: string): Failure | undefined {
  if (file.mode === 'tombstone') return refusals.slackDeleted();
  if (file.mode === 'hidden_by_limit') return refusals.slackHidden();
  if (file.file_access === 'access_denied') return refusals.slackDenied();
  if (file.file_access === 'file_not_found') return refusals.slackMissing();
  // Its url leads wherever the one who shared it wanted, so that no token may go there.
  if (file.is_external || file.mode === 'external') {
    return refusals.elsewhere(externalService(file.external_type));
  }
  if (file.mode !== undefined && WRITTEN_IN_SLACK.has(file.mode)) return refusals.slackPost();
  if (file.mode === 'snippet' && !mediaKindOf(name)) return refusals.snippet();
  // Whatever its name says. It could not be told from a page to sign in by.
  if (/^(text\/html|application\/xhtml)/i.test(file.mimetype ?? '')) return refusals.type('.html');
  return undefined;
}
