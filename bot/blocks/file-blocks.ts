import type { KnownBlock, MrkdwnElement, RichTextText } from '@slack/web-api';
import { MARKS } from '../cards/file-elements.ts';
import type { FileLine } from '../cards/forward-view.ts';
import { mostTelling } from '../cards/most-telling.ts';
import { MAX_SHOWN_NAME, shorten } from '../cards/shorten.ts';
import { cut } from './cut.ts';
import { aside, paragraph, run } from './texts.ts';

/** Of what is said about one file, in UTF-16 units. Only words of Kaizala are longer. */
const MAX_STATUS = 600;

/** The files with what became of each. Of more than `most`, those that went well are only counted. */
export function fileBlocks(files: readonly FileLine[], most: number): KnownBlock[] {
  const shown = mostTelling(files, most);
  const hidden = files.length - shown.length;
  return [...shown.flatMap(fileBlock), ...(hidden === 0 ? [] : [aside(`… and ${hidden} more`)])];
}

function fileBlock({ name, detail, status, tone, at, reference }: FileLine): KnownBlock[] {
  const runs: RichTextText[] = [run(shorten(name, MAX_SHOWN_NAME), { bold: true })];
  if (detail) runs.push(run(`  ${detail}`));
  if (status !== undefined) runs.push(run(`\n${MARKS[tone]}${cut(status, MAX_STATUS)}`));
  const receipt = [
    ...(at ? [localTime(at)] : []),
    ...(reference ? [`Reference ${shorten(reference, MAX_SHOWN_NAME)}`] : []),
  ];
  return [paragraph(...runs), ...(receipt.length > 0 ? [aside(...receipt)] : [])];
}

/** The client shows it in the person's own time zone; one that can't, in UTC. */
function localTime(at: Date): MrkdwnElement {
  const fallback = `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  const seconds = Math.floor(at.getTime() / 1000);
  return {
    type: 'mrkdwn',
    text: `<!date^${seconds}^{date_short_pretty} {time}|${fallback}>`,
    verbatim: true,
  };
}
