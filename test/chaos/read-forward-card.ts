import type { Activity } from '../../emulators/teams/activity.ts';
import { cardActions } from '../../emulators/teams/cards/card-actions.ts';
import { cardOf } from '../../emulators/teams/cards/card-of.ts';
import { readCardTexts } from './read-card-texts.ts';

/** What a card tells a person about one file. */
export type Fate = 'posted' | 'failed' | 'notSent' | 'uncertain' | 'cancelled' | 'underWay';

export interface FileOnCard {
  readonly fate: Fate;
  /** As the card has it below the file. */
  readonly status: string;
  /** Kaizala's reference, which stands below the last file of a post. */
  readonly reference?: string;
}

export interface ForwardOnCard {
  readonly title: string;
  readonly isAsking: boolean;
  /** Undefined for a file that the card doesn't name. In the order of `names`. */
  readonly files: readonly (FileOnCard | undefined)[];
  readonly buttons: () => readonly string[];
}

const FATES: readonly (readonly [RegExp, Fate])[] = [
  [/^✓ Posted/, 'posted'],
  [/^✗ Not sent/, 'notSent'],
  [/^✗ /, 'failed'],
  [/^⚠ Kaizala never said whether it was posted/, 'uncertain'],
  [/^Cancelled/, 'cancelled'],
];

/** Whether a line of a card is the heading of a file of one of these names. */
export function isAbout(line: string, names: readonly string[]): boolean {
  return names.some((name) => line === name || line.startsWith(`${name}  `));
}

/** Reads the card of a forward as a person would. `names` are its files, in the order in which the card has them. */
export function readForwardCard(message: Activity, names: readonly string[]): ForwardOnCard {
  const [title = '', ...lines] = readCardTexts(message);
  let line = 0;
  const files = names.map((name): FileOnCard | undefined => {
    const found = lines.findIndex((text, index) => index >= line && isAbout(text, [name]));
    if (found < 0) return undefined;
    line = found + 1;
    const next = lines.findIndex((text, index) => index >= line && isAbout(text, names));
    return readFile(lines.slice(line, next < 0 ? undefined : next), title);
  });
  return {
    title,
    isAsking: title === 'Forward to Kaizala',
    files,
    buttons: () => cardActions(cardOf(message)).map((button) => button.title),
  };
}

function readFile(lines: readonly string[], title: string): FileOnCard {
  const [status = ''] = lines;
  const reference = lines.find((text) => text.startsWith('Reference '))?.slice('Reference '.length);
  const fate = /^Cancelled/.test(title)
    ? 'cancelled'
    : (FATES.find(([pattern]) => pattern.test(status))?.[1] ?? 'underWay');
  return { fate, status, ...(reference !== undefined && { reference }) };
}
