import type { Operation } from '../operations/operations.ts';
import { type Fault, type FaultInput, type FaultKind, faultSchema } from './fault.ts';

/** The faults that are still to strike, in the order they were added. A call is struck by at most one. */
export class FaultPlan {
  #faults: Fault[] = [];
  readonly #struck = new Map<FaultKind, number>();

  /** Throws a `ZodError` if the fault makes no sense. Returns it with its defaults. */
  add(input: FaultInput): Fault {
    const fault = faultSchema.parse(input);
    this.#faults.push({ ...fault });
    return fault;
  }

  /** What is left: `times` and `skip` count down. */
  list(): readonly Fault[] {
    return this.#faults.map((fault) => ({ ...fault }));
  }

  /** How many calls each kind has struck so far. `clear` leaves this alone. */
  get struck(): ReadonlyMap<FaultKind, number> {
    return this.#struck;
  }

  clear(): void {
    this.#faults = [];
  }

  /** The fault that strikes this call. Faults that wait for their turn see the call pass. */
  take(operation: Operation): Fault | undefined {
    for (const fault of this.#faults) {
      if (fault.operation !== operation && fault.operation !== 'any') continue;
      if (fault.skip > 0) {
        fault.skip -= 1;
        continue;
      }
      fault.times -= 1;
      if (fault.times === 0) this.#faults = this.#faults.filter((other) => other !== fault);
      this.#struck.set(fault.kind, (this.#struck.get(fault.kind) ?? 0) + 1);
      return fault;
    }
    return undefined;
  }
}
