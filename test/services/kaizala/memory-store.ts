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

  async update(change: (state: ConnectorState) => ConnectorState): Promise<ConnectorState> {
    if (this.failure) throw this.failure;
    const state = change(await this.load());
    this.state = state;
    this.saved.push(state);
    return state;
  }
}
