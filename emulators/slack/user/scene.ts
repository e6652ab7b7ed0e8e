import type { AppLink } from '../app/app-link.ts';
import type { ResponseUrls } from '../app/response-urls.ts';
import type { Triggers } from '../app/triggers.ts';
import type { Views } from '../app/views.ts';
import type { SlackFileHost } from '../files/file-host.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** What is around somebody in Slack. */
export interface Scene {
  readonly workspace: Workspace;
  readonly app: AppLink;
  readonly files: SlackFileHost;
  readonly triggers: Triggers;
  readonly responseUrls: ResponseUrls;
  readonly views: Views;
}
