import * as z from 'zod';
import { OPERATIONS } from '../operations/operations.ts';

/** What every fault says: which calls it strikes. */
const target = {
  operation: z.enum([...OPERATIONS, 'any']),
  /** How many matching calls it strikes. */
  times: z.int().positive().default(1),
  /** How many matching calls it lets pass before the first. */
  skip: z.int().nonnegative().default(0),
};

/** An emulator that is closed waits for what is still to take effect. */
const LONGEST_DELAY_MS = 60_000;

/** A fault to come. `before effect` kinds leave Kaizala's state alone; the others let the call do its work. */
export const faultSchema = z.discriminatedUnion('kind', [
  /** An error answer, before effect. */
  z.strictObject({
    kind: z.literal('status'),
    ...target,
    status: z.int().min(400).max(599),
    errorCode: z.string().default('InternalServerError'),
    message: z.string().default('The emulator was told to fail'),
  }),
  /** 429 with `Retry-After` in whole seconds, before effect. */
  z.strictObject({ kind: z.literal('throttle'), ...target, retryAfter: z.int().nonnegative() }),
  /** Moves the endpoint for good: the old path answers 308 from now on, this call included. */
  z.strictObject({
    kind: z.literal('move'),
    ...target,
    path: z.string().regex(/^\/kms-[a-z0-9-]+\/$/, 'must look like /kms-beta/'),
  }),
  /** Revokes every access token, then lets the call run into that. */
  z.strictObject({ kind: z.literal('invalidToken'), ...target }),
  /** Puts a new refresh token on offer, then lets the call go on. */
  z.strictObject({ kind: z.literal('rotateRefreshToken'), ...target }),
  /** Resets the connection, before effect. */
  z.strictObject({ kind: z.literal('reset'), ...target }),
  /** Resets the connection instead of answering, once the call has done its work. */
  z.strictObject({ kind: z.literal('resetAfterEffect'), ...target }),
  /**
   * Takes the whole request in, resets the connection, and lets the call do its work only so many milliseconds
   * later: whoever asks in between whether it took effect is told that it did not.
   */
  z.strictObject({
    kind: z.literal('resetThenEffect'),
    ...target,
    delayMs: z.int().nonnegative().max(LONGEST_DELAY_MS),
  }),
  /** Answers as usual, so many milliseconds after the call has done its work. */
  z.strictObject({
    kind: z.literal('late'),
    ...target,
    lateMs: z.int().nonnegative().max(LONGEST_DELAY_MS),
  }),
  /** Never answers. The connection stays open until one side closes it. */
  z.strictObject({ kind: z.literal('stall'), ...target, afterEffect: z.boolean().default(false) }),
  /** After effect, sends the first half of the answer's body and resets the connection. */
  z.strictObject({ kind: z.literal('cutBody'), ...target }),
  /** 200 with a page of HTML, before effect, as a proxy in the way would answer. */
  z.strictObject({ kind: z.literal('nonsense'), ...target }),
  /** Reads the request's body at this rate, then goes on as usual. */
  z.strictObject({ kind: z.literal('slow'), ...target, bytesPerSecond: z.number().positive() }),
]);

export type FaultInput = z.input<typeof faultSchema>;
export type Fault = z.infer<typeof faultSchema>;
export type FaultKind = Fault['kind'];
