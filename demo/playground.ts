import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { startTeamsEmulator } from '../emulators/teams/start-teams-emulator.ts';
import { teamsEnvironment } from './chats/teams/teams-environment.ts';
import { freePort } from './free-port.ts';
import { inTemporaryFolder } from './in-temporary-folder.ts';
import { InterruptedError, interruption } from './interruption.ts';
import { SAMPLES } from './plan-shares.ts';
import { shareInPlayground } from './share-in-playground.ts';
import { startBot } from './start-bot.ts';
import { startProgram } from './start-program.ts';

const PLAYGROUND = createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/package.json');
const CONVERSATION_ID = randomUUID();

try {
  await inTemporaryFolder(run);
} catch (error) {
  if (!(error instanceof InterruptedError)) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

/** Runs the bot, the Kaizala emulator and the Agents Playground until the person stops them. */
async function run(folder: string): Promise<never> {
  const interrupted = interruption();
  const teams = await startTeamsEmulator();
  const lines = createInterface({ input: process.stdin });
  const running: { stop(): Promise<void> }[] = [{ stop: () => teams.close() }];
  try {
    const bot = await startBot({ folder, environment: teamsEnvironment(teams), interrupted });
    running.unshift(bot);
    const port = await freePort();
    const url = `http://localhost:${port}`;
    const playground = await startPlayground(folder, `${bot.url}/api/messages`, port, interrupted);
    running.unshift(playground);
    console.log(`Chat with the bot   ${url}/`);
    console.log(`Kaizala's groups    ${bot.kaizalaUrl}/`);
    console.log('Press Enter to share the samples in the chat, Ctrl+C to stop.');
    const sharing = onEachLine(lines, async () => {
      const files = await Promise.all(
        SAMPLES.flatMap(({ paths }) => paths).map((path) =>
          teams.serveFile({ kind: 'path', path }, { name: basename(path) }),
        ),
      );
      await shareInPlayground(url, CONVERSATION_ID, files);
    });
    return await Promise.race([sharing, bot.crashed, playground.crashed, interrupted]);
  } finally {
    lines.close();
    process.stdin.destroy();
    for (const one of running) await one.stop();
  }
}

function startPlayground(folder: string, endpoint: string, port: number, interrupted: Promise<never>) {
  return startProgram({
    name: 'The Agents Playground',
    command: [
      join(dirname(PLAYGROUND), 'cli.js'),
      ...['--app-endpoint', endpoint],
      ...['--channel-id', 'msteams'],
      ...['--conversation-id', CONVERSATION_ID],
      ...['--port', String(port)],
      '--disable-telemetry',
    ],
    // It writes its log below the folder that it runs in.
    cwd: folder,
    env: { TEAMSAPPTESTER_BROWSER: 'none' },
    logPath: join(folder, 'playground.log'),
    readyUrl: `http://localhost:${port}/`,
    interrupted,
  });
}

/** Does something at each line that comes; never resolves, rejects as soon as `act` does. */
function onEachLine(lines: ReturnType<typeof createInterface>, act: () => Promise<void>): Promise<never> {
  return new Promise((_, reject) => {
    lines.on('line', () => {
      act().catch(reject);
    });
  });
}
