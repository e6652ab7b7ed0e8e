import { type DestinationStream, type Logger, pino } from 'pino';
import { KaizalaAnsweredError } from '../services/kaizala/errors.ts';

/**
 * JSON lines. Errors are written with their message and stack, and without the properties that HTTP clients
 * hang on them: those hold urls and headers. What Kaizala says may name files and people, so that is written only by
 * a logger whose level is debug or below.
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const isVerbose = level === 'debug' || level === 'trace';
  const err = (error: unknown) => describeError(error, isVerbose);
  return pino(
    { level, base: null, serializers: { err, req: () => undefined, res: () => undefined } },
    destination ?? pino.destination({ sync: true }),
  );
}

interface DescribedError {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  readonly status?: number;
  readonly errorCode?: string | undefined;
  readonly serverMessage?: string | undefined;
  readonly stack?: string;
  readonly cause?: DescribedError;
}

function describeError(error: unknown, isVerbose: boolean): DescribedError {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  return {
    name: error.name,
    message: error.message,
    ...('code' in error && { code: String(error.code) }),
    ...(error instanceof KaizalaAnsweredError && {
      status: error.status,
      ...((isVerbose || isCode(error.errorCode)) && { errorCode: error.errorCode }),
      ...(isVerbose && { serverMessage: error.serverMessage }),
    }),
    ...(error.stack && { stack: error.stack }),
    ...(error.cause !== undefined && { cause: describeError(error.cause, isVerbose) }),
  };
}

/** Kaizala's codes are single words, such as `InvalidGroup`. */
function isCode(text: string | undefined): boolean {
  return text !== undefined && /^\w{1,60}$/.test(text);
}
