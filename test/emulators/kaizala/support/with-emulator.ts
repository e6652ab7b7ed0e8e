import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type KaizalaEmulator,
  type KaizalaEmulatorOptions,
  startKaizalaEmulator,
} from '../../../../emulators/kaizala/emulator.ts';

/** Runs a test against an emulator on a folder of its own, and removes both. */
export async function withEmulator(
  test: (emulator: KaizalaEmulator, dataDir: string) => Promise<void>,
  options: Omit<KaizalaEmulatorOptions, 'dataDir'> = {},
): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'kaizala-emulator-'));
  try {
    const emulator = await startKaizalaEmulator({ ...options, dataDir });
    try {
      await test(emulator, dataDir);
    } finally {
      await emulator.close();
    }
  } finally {
    await rm(dataDir, { recursive: true });
  }
}
