import type { Operation } from '../operations/operations.ts';

interface Route {
  readonly operation: Operation;
  readonly method: 'GET' | 'POST';
  readonly path: RegExp;
}

export interface OperationMatch {
  readonly operation: Operation;
  /** Decoded. Empty for calls that concern no group. */
  readonly groupId: string;
}

const ROOT_ROUTES: readonly Route[] = [
  { operation: 'accessToken', method: 'GET', path: /^v1\/accessToken$/ },
  { operation: 'generatePin', method: 'POST', path: /^v1\/generatePin$/ },
  { operation: 'loginWithPin', method: 'POST', path: /^v1\/loginWithPinAndApplicationId$/ },
];

const ENDPOINT_ROUTES: readonly Route[] = [
  { operation: 'media', method: 'POST', path: /^v1\/media$/ },
  { operation: 'mediaUrl', method: 'POST', path: /^v1\/media\/url$/ },
  { operation: 'groups', method: 'GET', path: /^v1\/groups$/ },
  { operation: 'group', method: 'GET', path: /^v1\/groups\/([^/]+)$/ },
  { operation: 'actions', method: 'GET', path: /^v1\/groups\/([^/]+)\/actions$/ },
  { operation: 'action', method: 'POST', path: /^v1\/groups\/([^/]+)\/actions$/ },
  { operation: 'message', method: 'POST', path: /^v1\/groups\/([^/]+)\/messages$/ },
];

/** Finds the call that a path below the API root (`/`) or below an endpoint means, undefined if none. */
export function matchOperation(
  base: 'root' | 'endpoint',
  method: string,
  path: string,
): OperationMatch | undefined {
  for (const route of base === 'root' ? ROOT_ROUTES : ENDPOINT_ROUTES) {
    const match = route.method === method ? route.path.exec(path) : null;
    if (match !== null) return { operation: route.operation, groupId: decodeSegment(match[1] ?? '') };
  }
  return undefined;
}

/** A segment that isn't valid percent-encoding names no group, so it is left as it is and will not be found. */
function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
