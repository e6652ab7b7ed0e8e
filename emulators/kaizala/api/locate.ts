import type { EmulatorState } from '../state/emulator-state.ts';
import { matchOperation, type OperationMatch } from './match-operation.ts';

export interface LocatedCall extends OperationMatch {
  /** The path of the endpoint that was called, undefined for a call to the API root. */
  readonly endpointPath: string | undefined;
}

/** Finds the API call that a request means, undefined if it means none. The path is as it was sent, still encoded. */
export function locate(state: EmulatorState, method: string, path: string): LocatedCall | undefined {
  const endpointPath = [state.endpointPath, ...state.formerEndpointPaths].find((known) =>
    path.startsWith(known),
  );
  const match =
    endpointPath === undefined
      ? matchOperation('root', method, path.slice(1))
      : matchOperation('endpoint', method, path.slice(endpointPath.length));
  return match === undefined ? undefined : { ...match, endpointPath };
}
