import type { ModalView } from '@slack/web-api';
import type { SlackApi } from '../../../services/slack/slack-api.ts';
import type { SlackWorkspace } from '../../../services/slack/slack-workspace.ts';

/** Shows people modals. */
export class SlackViews {
  readonly #api: SlackApi;

  constructor(api: SlackApi) {
    this.#api = api;
  }

  /**
   * Returns the view's id.
   * @param triggerId lives for three seconds, and opens one modal
   * @throws SlackError, with views.open's code such as `expired_trigger_id`
   */
  async open({ botToken }: SlackWorkspace, triggerId: string, view: ModalView): Promise<string> {
    const { view: opened } = await this.#api.call(botToken, (client) =>
      client.views.open({ trigger_id: triggerId, view }),
    );
    return opened?.id ?? '';
  }

  /** @throws SlackError, with views.update's code such as `not_found` for one that was closed */
  async update({ botToken }: SlackWorkspace, viewId: string, view: ModalView): Promise<void> {
    await this.#api.call(botToken, (client) => client.views.update({ view_id: viewId, view }));
  }
}
