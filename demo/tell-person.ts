import type { ComparedFile } from './compare-posts.ts';
import type { DemoEvent, Tell } from './demo-event.ts';
import { fillInDates } from './fill-in-dates.ts';
import { progressBar } from './progress-bar.ts';

/** Prints the conversation for a person; the progress bar is redrawn in place where the output allows it. */
export function tellPerson(output: NodeJS.WriteStream): Tell {
  let isBarOpen = false;
  const print = (lines: readonly string[]) => {
    if (isBarOpen) output.write('\n');
    isBarOpen = false;
    output.write(`${lines.join('\n')}\n`);
  };
  return (event) => {
    if (event.event !== 'progress') return print(linesOf(event));
    const bar = `      │ ${progressBar(event.percent)}`;
    if (!output.isTTY) return print([bar]);
    output.write(`\r${bar}`);
    isBarOpen = true;
  };
}

function linesOf(event: Exclude<DemoEvent, { event: 'progress' }>): string[] {
  switch (event.event) {
    case 'started':
      return [`The bot listens at ${event.endpoint}`, `Kaizala's groups are at ${event.kaizalaUrl}/`];
    case 'entered':
      return ['', `In ${event.place}:`];
    case 'said':
      return ['', ...speech('Asha', [event.text])];
    case 'shared':
      return [
        '',
        ...speech('Asha', [
          `shares ${event.files.map(({ name }) => name).join(', ')}`,
          ...(event.text === undefined ? [] : [`“${event.text}”`]),
        ]),
      ];
    case 'replied':
      return speech('Bot', event.texts.map(fillInDates));
    case 'card':
      return [...speech('Bot', event.texts.map(fillInDates)), ...buttons(event.buttons)];
    case 'answered':
      return speech('Asha', [
        `presses ${event.button}${event.group === undefined ? '' : ` for ${event.group}`}`,
        ...(event.caption === undefined ? [] : [`“${event.caption}”`]),
      ]);
    case 'posted':
      return [
        '',
        `${event.actionType} in ${event.groupName}, reference ${event.referenceId}`,
        `  caption    ${event.caption || '(none)'}`,
        ...event.files.flatMap(comparison),
      ];
    case 'failed':
      return ['', `✗ ${event.name === undefined ? '' : `${event.name}: `}${event.reason}`];
  }
}

function speech(who: string, lines: readonly string[]): string[] {
  return lines
    .flatMap((line) => line.split('\n'))
    .map((line, index) => `${(index ? '' : who).padEnd(5)} │ ${line}`);
}

function buttons(titles: readonly string[]): string[] {
  return titles.length === 0 ? [] : [`      │ ${titles.map((title) => `[ ${title} ]`).join(' ')}`];
}

function comparison({ name, size, sha256, sharedSha256 }: ComparedFile): string[] {
  return [
    `  file       ${name}, ${size.toLocaleString('en')} bytes`,
    `    Kaizala  ${sha256}`,
    `    shared   ${sharedSha256 ?? '(not shared)'}  ${sha256 === sharedSha256 ? '✓ equal' : '✗ different'}`,
  ];
}
