import type { Block } from '@slack/web-api';
import { LIMITS } from '../blocks/limits.ts';

/** What chat.postMessage takes for words. */
export interface SlackWords {
  readonly text: string;
  readonly blocks: readonly Block[];
}

/**
 * Words of the bot as a message of Slack: plain ones exactly as they are, others with the little Markdown that
 * we use ourselves.
 */
export function slackWords(words: string, isPlain: boolean): SlackWords {
  const shown = isPlain ? words : mrkdwn(words);
  const sections = inParts(shown, LIMITS.sectionText).map((text) => ({
    type: 'section',
    text: isPlain ? { type: 'plain_text', text, emoji: false } : { type: 'mrkdwn', text, verbatim: true },
  }));
  return {
    text: clipEscaped(escapeText(words), LIMITS.messageText),
    blocks: sections.slice(0, LIMITS.blocks),
  };
}

/** Text in which nothing means a mention, a link or a channel to Slack. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** No entity and no character is cut into pieces. */
function clipEscaped(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest - 1).replace(/(&\w{0,4}|[\ud800-\udbff])$/, '')}…`;
}

/** Lists, bold words and links are all that our own words use. */
function mrkdwn(markdown: string): string {
  return escapeText(markdown)
    .replace(/^- /gm, '• ')
    .replace(/\*\*([^*\n]+)\*\*/g, '*$1*')
    .replace(/\[([^\]\n]+)\]\((https:\/\/[^\s)|]+)\)/g, '<$2|$1>');
}

/** Cut at the ends of paragraphs, else of lines, else anywhere. */
function inParts(text: string, longest: number): string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > longest) {
    const head = rest.slice(0, longest);
    const end = [head.lastIndexOf('\n\n'), head.lastIndexOf('\n'), head.lastIndexOf(' ')].find(
      (at) => at > 0,
    );
    const cut = end ?? (/[\ud800-\udbff]$/.test(head) ? longest - 1 : longest);
    parts.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  return rest === '' ? parts : [...parts, rest];
}
