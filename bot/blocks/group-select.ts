import type { ExternalSelect, StaticSelect } from '@slack/web-api';
import type { KaizalaGroup } from '../../services/kaizala/types.ts';
import { optionsOf } from './group-options.ts';
import { LIMITS } from './limits.ts';
import { plain } from './texts.ts';

/** The choice of a group, and how many of the groups it has. */
export interface GroupSelect {
  readonly element: StaticSelect | ExternalSelect;
  readonly listed: number;
}

/**
 * @param suggests whether Slack can ask this bot for options, so that any number of groups can be searched;
 *   otherwise those that are too many are left out
 */
export function groupSelect(
  groups: readonly KaizalaGroup[],
  { actionId, suggests }: { readonly actionId: string; readonly suggests: boolean },
): GroupSelect {
  const options = optionsOf(groups);
  if (suggests && options.length > LIMITS.options) {
    const placeholder = plain('Type to search for a group', LIMITS.placeholder);
    return {
      element: { type: 'external_select', action_id: actionId, placeholder, min_query_length: 0 },
      listed: options.length,
    };
  }
  const shown = options.slice(0, LIMITS.options);
  const placeholder = plain('Choose a group', LIMITS.placeholder);
  return {
    element: { type: 'static_select', action_id: actionId, placeholder, options: shown },
    listed: shown.length,
  };
}
