import { closeSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { type StateRecord, stateRecord } from './state-record.ts';

/**
 * An append-only file of JSON lines. A record is with the operating system before `append` returns, so a
 * killed process loses none; a line that a kill cut short is dropped by the next open, as it was never answered.
 */
export class Journal {
  /** What the file held when it was opened, oldest first. */
  readonly records: readonly StateRecord[];
  readonly #file: number;

  /** Throws if a whole line isn't a record, since guessing would falsify what Kaizala holds. */
  constructor(path: string) {
    this.#file = openSync(path, 'a+', 0o600);
    const bytes = readFileSync(this.#file);
    const wholeLines = bytes.lastIndexOf('\n') + 1;
    ftruncateSync(this.#file, wholeLines);
    this.records = bytes
      .toString('utf8', 0, wholeLines)
      .split('\n')
      .slice(0, -1)
      .map((line) => stateRecord.parse(JSON.parse(line)));
  }

  append(record: StateRecord): void {
    writeSync(this.#file, `${JSON.stringify(record)}\n`);
  }

  close(): void {
    closeSync(this.#file);
  }
}
