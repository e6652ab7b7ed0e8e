/** Which of the calls to come fail, and how. */
export class FaultPlan<Call extends string, Fault extends { readonly kind: string }> {
  readonly #planned = new Map<Call, { fault: Fault; left: number }[]>();
  readonly #struck = new Map<Fault['kind'], number>();

  /** Makes the next `times` calls of this kind fail, after those planned before; `Infinity` is allowed. */
  add(call: Call, fault: Fault, times: number): void {
    this.#planned.set(call, [...(this.#planned.get(call) ?? []), { fault, left: times }]);
  }

  /** How many calls each kind has struck so far. `clear` leaves this alone. */
  get struck(): ReadonlyMap<Fault['kind'], number> {
    return this.#struck;
  }

  /** Drops all that is still planned. */
  clear(): void {
    this.#planned.clear();
  }

  /** The fault for the call that has just come in, if it has to fail. */
  take(call: Call): Fault | undefined {
    const queue = this.#planned.get(call) ?? [];
    const first = queue[0];
    if (first === undefined) return undefined;
    first.left -= 1;
    if (first.left <= 0) queue.shift();
    this.#struck.set(first.fault.kind, (this.#struck.get(first.fault.kind) ?? 0) + 1);
    return first.fault;
  }
}
