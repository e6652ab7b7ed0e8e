import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const EXECUTABLE = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/** Why tests that need a browser can't run here, undefined if they can. */
export const NO_CHROMIUM = existsSync(EXECUTABLE)
  ? undefined
  : `there is no Chromium at ${EXECUTABLE}; set CHROMIUM_PATH`;

/** Starts a headless Chromium that talks to nobody on its own account. The caller closes it. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: EXECUTABLE,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
