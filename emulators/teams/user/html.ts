import type { KeptAttachment } from '../connector/attachment-store.ts';
import type { BotAccount } from '../tenant.ts';

/** Text as it stands in the HTML of a message. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Where a message's HTML mentions the bot. */
export function mentionSpan({ name }: BotAccount): string {
  return `<span itemtype="http://schema.skype.com/Mention" itemscope="" itemid="0">${name}</span>`;
}

/** Where a message's HTML refers to a file. */
export function attachmentTag(id: string): string {
  return `<attachment id="${id}"></attachment>`;
}

/** A pasted image in a message's HTML, by an address that refuses bots. */
export function imageTag({ id, type }: KeptAttachment): string {
  const src = `https://in-api.asm.skype.com/v1/objects/${id}/views/imgo`;
  return `<p><img alt="image" src="${src}" itemscope="${type}" itemtype="http://schema.skype.com/AMSImage" width="250"></p>`;
}
