import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startKaizalaEmulator } from './emulator.ts';
import { EMULATOR_PIN } from './operations/emulator-pin.ts';

if (existsSync('.env')) process.loadEnvFile('.env');
const { EMULATOR_PORT = '3979', EMULATOR_HOST = '127.0.0.1', DATA_DIR = './data' } = process.env;

try {
  const port = Number(EMULATOR_PORT);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`EMULATOR_PORT must be a port number, not "${EMULATOR_PORT}"`);
  }
  const dataDir = resolve(DATA_DIR, 'emulator');
  const emulator = await startKaizalaEmulator({ port, host: EMULATOR_HOST, dataDir });
  console.log(`Kaizala emulator
  page      ${emulator.url}/
  API root  ${emulator.url}
  data      ${join(dataDir, '/')}
  PIN       ${EMULATOR_PIN} (for every phone number)

To point the bot to it:
  KAIZALA_API_ROOT=${emulator.url}
  KAIZALA_APPLICATION_ID=${emulator.credentials.applicationId}
  KAIZALA_APPLICATION_SECRET=${emulator.credentials.applicationSecret}
  KAIZALA_REFRESH_TOKEN=${emulator.credentials.refreshToken}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void emulator.close());
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
