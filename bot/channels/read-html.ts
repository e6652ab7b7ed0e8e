import { attributeOf, type HtmlTag, htmlTags } from './html-tags.ts';

/** What the HTML twin of a message's text says of files. */
export interface HtmlContent {
  /** Of `<attachment id="…">`, in order, without quoted messages. */
  readonly attachmentIds: readonly string[];
  /** Voice messages and recorded clips, by the names that people are shown. */
  readonly recordings: readonly string[];
}

const RECORDINGS: readonly (readonly [type: string, name: string])[] = [
  ['http://schema.skype.com/InputExtension', 'Voice message'],
  ['http://schema.skype.com/AMSVideo', 'Recorded clip'],
];

/** Reads what stands for files in the HTML of a message. Emoji are `<img>` and so is much else: none of it counts. */
export function readHtml(parts: readonly string[]): HtmlContent {
  const attachmentIds = new Set<string>();
  const recordings: string[] = [];
  for (const tag of parts.flatMap((html) => [...htmlTags(html)])) {
    const id = tag.name === 'attachment' ? attributeOf(tag, 'id')?.trim() : undefined;
    if (id && !isQuote(id)) attachmentIds.add(id);
    const recording = recordingOf(tag);
    if (recording !== undefined) recordings.push(recording);
  }
  return { attachmentIds: [...attachmentIds], recordings };
}

/** A message that is quoted is named by its id, which is of digits alone; files' ids are not. Inferred. */
function isQuote(id: string): boolean {
  return /^\d+$/.test(id);
}

function recordingOf(tag: HtmlTag): string | undefined {
  const type = attributeOf(tag, 'itemtype')?.toLowerCase();
  return type && RECORDINGS.find(([known]) => known.toLowerCase() === type)?.[1];
}
