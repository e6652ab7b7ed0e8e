import { type DestinationStream, type Logger, pino } from 'pino';
import { KaizalaAnsweredError } from '../services/kaizala/errors.ts';

/**
 * JSON lines. Errors are written with their message and stack, and without the properties that HTTP clients
 * hang on them: those hold urls and headers.
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  return pino(
    { level, base: null, serializers: { err: describeError, req: () => undefined, res: () => undefined } },
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

function describeError(error: unknown): DescribedError {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  return {
    name: error.name,
    message: error.message,
    ...('code' in error && { code: String(error.code) }),
    ...(error instanceof KaizalaAnsweredError && {
      status: error.status,
      errorCode: error.errorCode,
      serverMessage: error.serverMessage,
    }),
    ...(error.stack && { stack: error.stack }),
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  };
}
