import type { Activity } from 'botbuilder';
import type { Forward } from '../../services/forwards/types.ts';
import { scopeOf } from '../../services/links/scope-of.ts';
import type { TargetGroups } from '../../services/links/target-groups.ts';
import type { ForwardCardOptions } from '../cards/forward-card.ts';
import { forwardMessage } from '../cards/forward-message.ts';
import type { Progress } from '../cards/forward-view.ts';

/** Draws forwards with what Kaizala says of their groups by now. It never rejects. */
export class ForwardDrawer {
  readonly #targets: TargetGroups;

  constructor(targets: TargetGroups) {
    this.#targets = targets;
  }

  async message(forward: Forward, progress?: Progress): Promise<Partial<Activity>> {
    return forwardMessage(await this.#named(forward), {
      ...(await this.#options(forward)),
      ...(progress && { progress }),
    });
  }

  async #options({ stage, conversationKey }: Forward): Promise<ForwardCardOptions> {
    if (stage !== 'asking') return {};
    return { targets: await this.#targets.targets(scopeOf(conversationKey)).catch(() => undefined) };
  }

  async #named(forward: Forward): Promise<Forward> {
    return forward.group ? { ...forward, group: await this.#targets.named(forward.group) } : forward;
  }
}
