import type { BotAccount } from '../tenant.ts';
import { CLIENT_INFO, type Overrides } from '../user/envelope.ts';
import { htmlAttachment } from '../user/file-attachments.ts';
import { attachmentTag, escapeHtml, imageTag, mentionSpan } from '../user/html.ts';
import { imageAttachments } from '../user/image-attachments.ts';
import type { Draft } from './draft.ts';

/** What an activity says of a message in a channel or a group chat. Files are at most a tag in the HTML. */
export function writeMessage(draft: Draft, bot: BotAccount): { html: string; fields: Overrides } {
  const { mention = 'before', images = [], hidesImages = false } = draft;
  const at = `<at>${bot.name}</at>`;
  const text = around(mention, at, draft.text, ' ');
  const html = htmlOf(draft, around(mention, mentionSpan(bot), escapeHtml(draft.text), '&nbsp;'));
  const entities = mention === 'none' ? [] : [{ type: 'mention', text: at, mentioned: bot }];
  const fields = {
    ...(text === '' ? {} : { text, textFormat: 'plain' }),
    entities: [...entities, CLIENT_INFO],
    attachments: [...(hidesImages ? [] : imageAttachments(images, draft)), htmlAttachment(html)],
  };
  return { html, fields };
}

function around(mention: 'before' | 'after' | 'none', at: string, text: string, gap: string): string {
  if (mention === 'none') return text;
  if (text === '') return at;
  return mention === 'before' ? at + gap + text : text + gap + at;
}

function htmlOf({ files = [], images = [], hidesFiles = false }: Draft, written: string): string {
  const pasted = images.map(imageTag).join('');
  const tags = hidesFiles ? '' : files.map(({ uniqueId }) => attachmentTag(uniqueId.toLowerCase())).join('');
  if (tags === '') return `${written === '' ? '' : `<p>${written}</p>`}${pasted}`;
  return `<div>${written === '' ? '' : `<div>${written}</div>`}${pasted}${tags}</div>`;
}
