import { namedType } from '../files/detect-type.ts';
import { fileName } from '../files/file-name.ts';
import { clipKind } from './clip-kind.ts';
import type { SlackFileObject } from './parse/slack-file.ts';

/** Not the end of "Version 1.2", nor of "5. floor". */
const EXTENSION = /\.(?!\d+$)\w{1,10}$/;

/**
 * What people know a file by, with an extension: that of its type, as Slack names it, if its name has none. The
 * type itself is told by the bytes, later: of what was recorded in Slack, by nothing else.
 */
export function slackFileName(file: SlackFileObject): string {
  const given = usable(file.name) ?? usable(file.title) ?? byKind(file);
  return EXTENSION.test(given) || clipKind(file.subtype) ? given : given + extensionOf(file);
}

function usable(name: string | undefined): string | undefined {
  return name === undefined ? undefined : fileName(name);
}

function byKind({ subtype, mode, mimetype }: SlackFileObject): string {
  const clip = clipKind(subtype);
  if (clip) return clip === 'audio' ? 'Voice message' : 'Clip';
  if (mode === 'snippet') return 'Snippet';
  if (mode === 'post' || mode === 'space') return 'Post';
  return mimetype?.startsWith('image/') ? 'Picture' : 'File';
}

function extensionOf({ mimetype, filetype }: SlackFileObject): string {
  const type = mimetype === undefined ? undefined : namedType(mimetype);
  if (type) return type.extension;
  // Slack's own words for types are extensions, but for a few such as "space".
  return filetype !== undefined && /^\w{2,5}$/.test(filetype) && !NO_EXTENSIONS.has(filetype)
    ? `.${filetype}`
    : '';
}

const NO_EXTENSIONS: ReadonlySet<string> = new Set([
  'auto',
  'space',
  'post',
  'email',
  'quip',
  'list',
  'text',
]);
