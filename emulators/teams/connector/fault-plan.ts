import type { ConnectorFault, FaultyCall } from './connector-fault.ts';

/** Which of the calls to come fail, and how. */
export class FaultPlan {
  readonly #planned: Record<FaultyCall, { fault: ConnectorFault; left: number }[]> = { send: [], update: [] };

  readonly #struck = new Map<ConnectorFault['kind'], number>();

  /** Makes the next `times` calls of this kind fail, after those planned before; `Infinity` is allowed. */
  add(call: FaultyCall, fault: ConnectorFault, times: number): void {
    this.#planned[call].push({ fault, left: times });
  }

  /** How many calls each kind has struck so far. `clear` leaves this alone. */
  get struck(): ReadonlyMap<ConnectorFault['kind'], number> {
    return this.#struck;
  }

  /** Drops all that is still planned. */
  clear(): void {
    this.#planned.send.length = 0;
    this.#planned.update.length = 0;
  }

  /** The fault for the call that has just come in, if it has to fail. */
  take(call: FaultyCall): ConnectorFault | undefined {
    const queue = this.#planned[call];
    const first = queue[0];
    if (first === undefined) return undefined;
    first.left -= 1;
    if (first.left <= 0) queue.shift();
    this.#struck.set(first.fault.kind, (this.#struck.get(first.fault.kind) ?? 0) + 1);
    return first.fault;
  }
}
