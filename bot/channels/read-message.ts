import type { Activity } from 'botbuilder';
import type { FileLookup } from '../../services/files/file-lookup.ts';
import { fileName } from '../../services/files/file-name.ts';
import { refusals } from '../../services/forwards/refusals.ts';
import type { SharedFile } from '../../services/forwards/types.ts';
import { type ConversationFacts, conversationFacts } from './conversation-facts.ts';
import { type LooseAttachment, looseAttachments } from './loose-attachment.ts';
import { isMentioned } from './mentions.ts';
import type { Message } from './message.ts';
import { lookupInPersonal, lookupInShared } from './plan-lookup.ts';
import { type HtmlContent, readHtml } from './read-html.ts';
import { readPicture } from './read-picture.ts';
import { FILE_DOWNLOAD_INFO, readUpload, uniqueIdOf } from './read-upload.ts';
import { isSlack } from './slack/is-slack.ts';
import { readSlackMessage } from './slack/read-slack-message.ts';

/** What an attachment is, by its content type. */
type Role = 'html' | 'upload' | 'picture' | 'voice' | 'part' | 'other';

/**
 * Reads what a message shares, by what its channel says of it. Whatever is no file for us comes back as a refusal with a line that
 * helps, but what people may show each other where the bot only listens is left alone. It never throws, and what is
 * wrong with one attachment does not touch the others.
 */
export function readMessage(activity: Activity): Message {
  return isSlack(activity) ? readSlackMessage(activity) : readTeamsMessage(activity);
}

function readTeamsMessage(activity: Activity): Message {
  const facts = conversationFacts(activity);
  const attachments = looseAttachments(activity.attachments);
  const has = (wanted: Role) => attachments.filter((attachment) => roleOf(attachment) === wanted);
  const html = readHtml(has('html').flatMap(({ content }) => (typeof content === 'string' ? [content] : [])));
  const isAddressed = facts.kind === 'personal' || isMentioned(activity);
  const carried = [
    ...readAttachments(attachments, facts, isAddressed),
    ...html.recordings.map((name) => ({ name, refusal: refusals.recording() })),
  ];
  const missing = namedOnly(html, attachments);
  const lookup = planLookup(activity, facts, { missing, has, isRecording: html.recordings.length > 0 });
  const files = [...carried, ...unreachable(missing, lookup)];
  const isMute = files.length === 0 && !lookup && !activity.text?.trim();
  return {
    // Where there is nothing else, something that can't be forwarded is what was meant.
    files: isMute && facts.kind === 'personal' ? has('part').slice(0, 1).map(refuse) : files,
    ...(lookup && { lookup }),
    namesFiles: missing.length > 0,
  };
}

function roleOf({ contentType }: LooseAttachment): Role {
  const type = contentType?.toLowerCase() ?? '';
  if (type.startsWith('text/html')) return 'html';
  if (type === FILE_DOWNLOAD_INFO) return 'upload';
  if (type.startsWith('image/')) return 'picture';
  if (type === 'application/vnd.microsoft.card.audio') return 'voice';
  // A message that is quoted or passed on, or a meeting.
  const isPart = /^application\/vnd\.microsoft\.(teams\.)?card\.|reference$/.test(type);
  return isPart ? 'part' : 'other';
}

function readAttachments(
  attachments: readonly LooseAttachment[],
  facts: ConversationFacts,
  isAddressed: boolean,
): SharedFile[] {
  const pictures = attachments.filter((attachment) => roleOf(attachment) === 'picture');
  return attachments.flatMap((attachment) => {
    const file = readAttachment(attachment, facts, pictures.indexOf(attachment));
    return file && (isAddressed || isMeantAsFile(attachment, file)) ? [file] : [];
  });
}

/** Teams adds banners and the like to what people write, and pictures that lie elsewhere. Inferred. */
function isMeantAsFile(attachment: LooseAttachment, file: SharedFile): boolean {
  const role = roleOf(attachment);
  return role !== 'other' && !(role === 'picture' && 'refusal' in file);
}

/** @param index which of the pictures it is, from 0 */
function readAttachment(
  attachment: LooseAttachment,
  { tenantId, serviceUrl = '' }: ConversationFacts,
  index: number,
): SharedFile | undefined {
  switch (roleOf(attachment)) {
    case 'html':
    case 'part':
      return undefined;
    case 'upload':
      return readUpload(attachment, tenantId);
    case 'picture':
      return readPicture(attachment, serviceUrl, index);
    case 'voice':
      return { name: fileName(attachment.name ?? '') ?? 'Voice message', refusal: refusals.recording() };
    case 'other':
      return refuse(attachment);
  }
}

function refuse({ name }: LooseAttachment): SharedFile {
  return { name: fileName(name ?? '') ?? 'Attachment', refusal: refusals.kind() };
}

/**
 * The ids of files that the HTML names and no attachment carries. Some clients leave out the ids of uploads,
 * so as many of them are taken to be carried.
 */
function namedOnly({ attachmentIds }: HtmlContent, attachments: readonly LooseAttachment[]): string[] {
  const uploads = attachments.filter((attachment) => roleOf(attachment) === 'upload');
  const carried = [...attachments.map(({ id }) => id), ...uploads.map(uniqueIdOf)];
  const known = new Set(carried.flatMap((id) => id?.toLowerCase() ?? []));
  const unnamed = uploads.filter((upload) => !uniqueIdOf(upload)).length;
  return attachmentIds.filter((id) => !known.has(id.toLowerCase())).slice(unnamed);
}

function planLookup(
  activity: Activity,
  facts: ConversationFacts,
  {
    missing,
    has,
    isRecording,
  }: {
    missing: readonly string[];
    has: (wanted: Role) => readonly LooseAttachment[];
    isRecording: boolean;
  },
): FileLookup | undefined {
  if (facts.kind === 'personal') return lookupInPersonal(facts, missing);
  // What is recorded in Teams is a message of its own.
  const mayHaveMore = missing.length > 0 || (has('upload').length === 0 && !isRecording);
  const isWritten = has('html').length > 0 || isMentioned(activity);
  return mayHaveMore && isWritten ? lookupInShared(facts, has('picture').length === 0) : undefined;
}

/** Files of which nobody can be asked, since the activity does not tell where it was said. */
function unreachable(missing: readonly string[], lookup: FileLookup | undefined): SharedFile[] {
  if (lookup || missing.length === 0) return [];
  return [{ name: missing.length === 1 ? 'A file' : `${missing.length} files`, refusal: refusals.noLink() }];
}
