import type { Activity } from '../emulators/teams/activity.ts';
import { cardActions } from '../emulators/teams/cards/card-actions.ts';
import { cardOf } from '../emulators/teams/cards/card-of.ts';
import { cardTexts } from '../emulators/teams/cards/card-texts.ts';

/** What the card says about one file, such as `Uploading 45 %`, without the mark before it. */
export interface FileStatus {
  readonly name: string;
  readonly status: string;
  /** Of the way to Kaizala, 0 to 100. */
  readonly percent: number;
  readonly state: 'underWay' | 'posted' | 'failed';
}

/** A card about shared files, as a person reads it. */
export interface ForwardCard {
  readonly texts: readonly string[];
  readonly buttons: readonly string[];
  /** Those files that the card says something about. */
  readonly statuses: readonly FileStatus[];
  /** Nothing is left to be answered or waited for. */
  readonly isSettled: boolean;
}

/** Longer names are shown shortened in their middle. */
const SHOWN_START = 40;

/** Reads the card of a message about these files; undefined if it carries none. */
export function readCard(activity: Activity, fileNames: readonly string[]): ForwardCard | undefined {
  const card = cardOf(activity);
  if (card === undefined) return undefined;
  const texts = cardTexts(card);
  const buttons = cardActions(card).map(({ title }) => title);
  const isAsking = buttons.includes('Forward');
  const statuses = isAsking ? [] : statusesOf(texts, fileNames);
  return {
    texts,
    buttons,
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
