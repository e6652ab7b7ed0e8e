import type { Workspace } from '../workspace/workspace.ts';
import type { OpenView } from './views.ts';

/** A modal as answers and interactions hold it; `values` is what stands in its inputs. */
export function viewJson(
  view: OpenView,
  { team, bot }: Workspace,
  values: Readonly<Record<string, unknown>> = {},
) {
  const { modal } = view;
  return {
    id: view.id,
    team_id: team.id,
    type: 'modal',
    blocks: modal.blocks,
    private_metadata: modal.private_metadata ?? '',
    callback_id: modal.callback_id ?? '',
    state: { values },
    hash: view.hash,
    title: modal.title,
    clear_on_close: modal.clear_on_close ?? false,
    notify_on_close: modal.notify_on_close ?? false,
    close: modal.close ?? null,
    submit: modal.submit ?? null,
    previous_view_id: view.previousViewId,
    root_view_id: view.rootViewId,
    app_id: bot.appId,
    external_id: modal.external_id ?? '',
    app_installed_team_id: team.id,
    bot_id: bot.botId,
  };
}
