import { AsyncLocalStorage } from 'node:async_hooks';

const signals = new AsyncLocalStorage<AbortSignal>();

/** Has the calls to the connector that are made in `make` called off by this signal, as the SDK passes none on. */
export function withCallSignal<T>(signal: AbortSignal, make: () => Promise<T>): Promise<T> {
  return signals.run(signal, make);
}

/** What calls off the call that is being made; undefined outside of `withCallSignal`. */
export function callSignal(): AbortSignal | undefined {
  return signals.getStore();
}
