import { join } from 'node:path';
import { guardFetch } from '../services/guard-fetch.ts';
import { startApp } from './app.ts';
import type { Config, KaizalaConnection } from './config/config.ts';
import { readConfig } from './config/read-config.ts';
import { readEnvironment } from './config/read-environment.ts';
import { SLACK_IS_OFF, TEAMS_IS_OFF } from './config/what-is-off.ts';
import { explain } from './explain.ts';
import { createLogger } from './logger.ts';

/** Ends something that was started. */
type Close = () => Promise<void>;

/** Nothing has been accepted while the bot starts, so there is nothing to end in order. */
const exitAtOnce = () => process.exit(0);
process.on('SIGINT', exitAtOnce);
process.on('SIGTERM', exitAtOnce);
guardFetch();

try {
  const config = readConfig(readEnvironment());
  await run(config);
} catch (error) {
  // What an operator can mend is said in words; a stack helps only with what nobody foresaw.
  console.error(explain(error));
  process.exitCode = 1;
}

async function run(config: Config): Promise<void> {
  const log = createLogger(config.logLevel);
  const kaizala = config.kaizala
    ? { connection: config.kaizala, close: async () => {} }
    : await startEmulator(config);
  if (!config.kaizala) {
    log.info({ url: kaizala.connection.apiRoot }, 'no KAIZALA_ credentials: the Kaizala emulator is used');
  }
  const app = await startApp(config, kaizala.connection, log).catch(async (error: unknown) => {
    await kaizala.close();
    throw error;
  });
  log.info({ url: `${app.url}/api/messages` }, 'the bot is listening');
  if (!config.servesActivities) log.info(TEAMS_IS_OFF);
  else if (!config.bot) {
    log.warn('no MicrosoftAppId: nobody is authenticated, so only this machine is served');
  }
  if (!config.slack) log.info(SLACK_IS_OFF);
  stopOnSignal(async () => {
    log.info('stopping');
    await app.close();
    await kaizala.close();
  });
}

/** Loaded only when it is needed: a bot with a Kaizala of its own never runs the emulator's code. */
async function startEmulator({
  emulatorPort: port,
  dataDir,
}: Config): Promise<{ connection: KaizalaConnection; close: Close }> {
  const { startKaizalaEmulator } = await import('../emulators/kaizala/emulator.ts');
  const emulator = await startKaizalaEmulator({ port, dataDir: join(dataDir, 'emulator') });
  return {
    connection: { apiRoot: emulator.url, ...emulator.credentials },
    close: () => emulator.close(),
  };
}

function stopOnSignal(close: Close): void {
  let isStopping = false;
  const stop = () => {
    if (isStopping) process.exit(1);
    isStopping = true;
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(explain(error));
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.off(signal, exitAtOnce);
    process.on(signal, stop);
  }
}
