import type { ShownMessage } from './chats/demo-conversation.ts';

/** What the card says about one file, such as `Uploading 45 %`, without the mark before it. */
export interface FileStatus {
  readonly name: string;
  readonly status: string;
  /** Of the way to Kaizala, 0 to 100. */
  readonly percent: number;
  readonly state: 'underWay' | 'posted' | 'failed';
}

/** What a card about shared files says, as a person reads it. */
export interface ForwardCard {
  /** Those files that the card says something about. */
  readonly statuses: readonly FileStatus[];
  /** Nothing is left to be answered or waited for. */
  readonly isSettled: boolean;
}

/** Longer names are shown shortened in their middle. */
const SHOWN_START = 40;

/** Reads what a message says about these files; undefined if it carries no card. */
export function readCard(
  { isCard, texts, buttons }: Omit<ShownMessage, 'id' | 'groups'>,
  fileNames: readonly string[],
): ForwardCard | undefined {
  if (!isCard) return undefined;
  const statuses = buttons.includes('Forward') ? [] : statusesOf(texts, fileNames);
  return {
    statuses,
    isSettled: statuses.length >= fileNames.length && statuses.every(({ state }) => state !== 'underWay'),
  };
}

/** The card shows the status of a file in the line below its name. */
function statusesOf(texts: readonly string[], fileNames: readonly string[]): FileStatus[] {
  const nameOf = (text: string) => fileNames.find((name) => text.startsWith(name.slice(0, SHOWN_START)));
  return texts.flatMap((text, index) => {
    const name = nameOf(text);
    const status = texts[index + 1];
    if (name === undefined || status === undefined || nameOf(status) !== undefined) return [];
    return [fileStatus(name, status)];
  });
}

function fileStatus(name: string, line: string): FileStatus {
  const status = line.replace(/^\W+/, '');
  if (/^Posted\b/.test(status)) return { name, status, percent: 100, state: 'posted' };
  if (/^(Fetching|Queued|Uploading|Posting|Waiting)\b/.test(status)) {
    return { name, status, percent: Number(/(\d+) ?%/.exec(status)?.[1] ?? 0), state: 'underWay' };
  }
  return { name, status, percent: 0, state: 'failed' };
}
