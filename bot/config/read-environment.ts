import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

/** The environment's variables, and below them those of `.env` in the working directory, if there is one. */
export function readEnvironment(): NodeJS.Dict<string> {
  return { ...readEnvFile('.env'), ...process.env };
}

function readEnvFile(path: string): NodeJS.Dict<string> {
  try {
    return parseEnv(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
}
