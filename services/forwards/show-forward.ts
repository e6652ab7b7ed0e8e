import type { Database } from '../database/database.ts';
import { loadForward } from './forward-rows.ts';
import type { ForwardObserver } from './observer.ts';

/** Has people shown what a forward has become, unless they have seen it already. */
export async function showForward(
  { database, observer }: { readonly database: Database; readonly observer: ForwardObserver },
  forwardId: string,
): Promise<void> {
  const forward = await loadForward(database, forwardId);
  if (forward && forward.revision > forward.shownRevision) await observer.show(forward);
}
