import { Agent, type Dispatcher } from 'undici';

/** Answers to the chats' calls stay far below this, in bytes. */
const LARGEST_ANSWER = 8 * 1024 * 1024;
/** How long the other side may send nothing, in milliseconds. Those who call wait less long for the whole. */
const STALL_MS = 30_000;

/**
 * Makes requests of `fetch` such that no answer is of unreasonable size. `fetch` unpacks what comes compressed, of
 * which undici counts the packed bytes only, a thousandth perhaps: so all is asked for as it is, and what comes
 * compressed nevertheless is refused.
 */
export function boundedDispatcher(connect: NonNullable<Agent.Options['connect']> = {}): Dispatcher {
  return new Agent({
    allowH2: false,
    maxResponseSize: LARGEST_ANSWER,
    headersTimeout: STALL_MS,
    bodyTimeout: STALL_MS,
    connect,
  }).compose(
    (dispatch) => (options, handler) =>
      dispatch(
        { ...options, headers: uncompressed(options.headers as Readonly<Record<string, string>>) },
        refusesCompressed(handler),
      ),
  );
}

/** Headers as `fetch` hands them on. */
function uncompressed(headers: Readonly<Record<string, string>>): Record<string, string> {
  const others = Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'accept-encoding');
  return { ...Object.fromEntries(others), 'accept-encoding': 'identity' };
}

function refusesCompressed(handler: Dispatcher.DispatchHandler): Dispatcher.DispatchHandler {
  return {
    onRequestStart: (...args) => handler.onRequestStart?.(...args),
    onRequestUpgrade: (...args) => handler.onRequestUpgrade?.(...args),
    onResponseStart: (controller, status, headers, text) => {
      const encoding = headers['content-encoding'] ?? 'identity';
      if (encoding === 'identity') handler.onResponseStart?.(controller, status, headers, text);
      else controller.abort(new Error('The answer came compressed, although it was asked for as it is.'));
    },
    onResponseData: (...args) => handler.onResponseData?.(...args),
    onResponseEnd: (...args) => handler.onResponseEnd?.(...args),
    onResponseError: (...args) => handler.onResponseError?.(...args),
  };
}
