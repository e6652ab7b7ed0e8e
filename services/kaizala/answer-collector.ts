import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { plainCause } from '../plain-cause.ts';
import { KaizalaNoAnswerError } from './errors.ts';
import type { ExchangeLimits, HttpAnswer } from './http-exchange.ts';

const LARGEST_ANSWER_BYTES = 5 * 1024 * 1024;

const firstOf = (header: string | string[] | undefined) => (Array.isArray(header) ? header[0] : header);

/**
 * Watches one request on undici's lowest level, because only there it shows whether the request was ever
 * handed to a connection, which is what "may have taken effect" hangs on: refused connections, failed name
 * look-ups and TLS handshakes never get so far. Once handed over, nobody can know. A kept-alive connection
 * that the server closes just then looks the same as one that breaks after the work was done.
 */
export class AnswerCollector implements Dispatcher.DispatchHandler {
  readonly answer: Promise<HttpAnswer>;
  readonly #outcome = Promise.withResolvers<HttpAnswer>();
  readonly #changesNothing: boolean;
  readonly #signal: AbortSignal | undefined;
  readonly #stallTimer: NodeJS.Timeout;
  readonly #onAbort = () => this.#fail(this.#signal?.reason);
  readonly #chunks: Buffer[] = [];
  #controller: Dispatcher.DispatchController | undefined;
  #settled = false;
  #receivedBytes = 0;
  #head: Omit<HttpAnswer, 'text'> | undefined;

  constructor(changesNothing: boolean, { stallTimeoutMs, signal }: ExchangeLimits) {
    this.answer = this.#outcome.promise;
    this.#changesNothing = changesNothing;
    this.#signal = signal;
    this.#stallTimer = setTimeout(() => this.#stalled(stallTimeoutMs), stallTimeoutMs);
    signal?.addEventListener('abort', this.#onAbort, { once: true });
    if (signal?.aborted) this.#onAbort();
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#settled) {
      controller.abort(new Error('Nobody waits for this request any more.'));
      return;
    }
    this.#controller = controller;
    this.#stallTimer.refresh();
  }

  onBodySent(): void {
    this.#stallTimer.refresh();
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: IncomingHttpHeaders,
  ): void {
    this.#stallTimer.refresh();
    // 1xx only announce the answer.
    if (status < 200) return;
    this.#head = {
      status,
      location: firstOf(headers.location),
      retryAfter: firstOf(headers['retry-after']),
      date: headers.date,
    };
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#stallTimer.refresh();
    this.#receivedBytes += chunk.length;
    if (this.#receivedBytes > LARGEST_ANSWER_BYTES) {
      this.#fail(this.#noAnswer('Kaizala sent an answer of unreasonable size. Try again later.'));
    } else {
      this.#chunks.push(chunk);
    }
  }

  onResponseEnd(): void {
    if (!this.#head || !this.#settle()) return;
    this.#outcome.resolve({ ...this.#head, text: new TextDecoder().decode(Buffer.concat(this.#chunks)) });
  }

  onResponseError(_controller: Dispatcher.DispatchController | null, error: Error): void {
    const message = this.#controller
      ? 'The connection to Kaizala broke before its answer had come. Try again later.'
      : "Kaizala can't be reached. Check the network and KAIZALA_API_ROOT, and try again later.";
    this.#fail(this.#noAnswer(message, error));
  }

  #stalled(stallTimeoutMs: number): void {
    this.#fail(this.#noAnswer(`Nothing came or went for ${stallTimeoutMs / 1000} seconds. Try again later.`));
  }

  #noAnswer(message: string, error?: Error): KaizalaNoAnswerError {
    const mayHaveTakenEffect = this.#controller !== undefined && !this.#changesNothing;
    return new KaizalaNoAnswerError(message, mayHaveTakenEffect, error && { cause: plainCause(error) });
  }

  #fail(reason: unknown): void {
    if (!this.#settle()) return;
    this.#outcome.reject(reason);
    this.#controller?.abort(new Error('The exchange was given up.'));
  }

  #settle(): boolean {
    if (this.#settled) return false;
    this.#settled = true;
    clearTimeout(this.#stallTimer);
    this.#signal?.removeEventListener('abort', this.#onAbort);
    return true;
  }
}
