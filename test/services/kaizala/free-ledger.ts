import type { CallLedger } from '../../../services/kaizala/types.ts';

/** Lets every call go at once. */
export const freeLedger: CallLedger = { reserve: async () => 0, pause: async () => {} };
