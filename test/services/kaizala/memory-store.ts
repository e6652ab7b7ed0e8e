import type { ConnectorState, ConnectorStore } from '../../../services/kaizala/types.ts';

/** A connector store that remembers each save and can be made to fail. */
export class MemoryStore implements ConnectorStore {
  state: ConnectorState = {};
  readonly saved: ConnectorState[] = [];
  failure: Error | undefined;
  loads = 0;

  async load(): Promise<ConnectorState> {
    this.loads += 1;
    return this.state;
  }

  async save(state: ConnectorState): Promise<void> {
    if (this.failure) throw this.failure;
    this.state = state;
    this.saved.push(state);
  }
}
