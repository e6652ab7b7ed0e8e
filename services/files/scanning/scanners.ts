import type { FileCheck } from '../checks/file-check.ts';
import { clamd } from './clamd.ts';
import { icap } from './icap.ts';
import { type ScanCommand, scanCommand } from './scan-command.ts';

export interface ScannerSettings {
  readonly scanCommand?: ScanCommand;
  /** `clamd:` or `icap:`. */
  readonly scanUrl?: URL;
}

/** The virus scanners that every file has to pass: all that are configured. */
export function scanners({ scanCommand: command, scanUrl: url }: ScannerSettings): readonly FileCheck[] {
  return [
    ...(command === undefined ? [] : [scanCommand(command)]),
    ...(url === undefined ? [] : [url.protocol === 'icap:' ? icap(url) : clamd(url)]),
  ];
}
