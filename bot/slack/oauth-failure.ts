import { BridgeError } from '../../services/errors.ts';
import { mapSlackError } from '../../services/slack/map-slack-error.ts';
import type { OAuthPage } from './oauth-page.ts';

/** Why the app was not added, for the person and, by its code, for the log. */
export interface OAuthFailure {
  readonly status: number;
  readonly code: string;
  readonly page: OAuthPage;
}

const TITLE = 'The app was not added';
const AGAIN = { title: 'Start again', url: '/slack/install' };

/** @param error of Slack's InstallProvider, of the Web API, or of whoever keeps the installation */
export function oauthFailure(error: Error & { readonly code?: string }): OAuthFailure {
  const code = error.code ?? 'unknown';
  const known = BY_CODE.get(code);
  if (known) return { status: 400, code, page: { title: TITLE, text: known, link: AGAIN } };
  if (error instanceof BridgeError) {
    return { status: 500, code, page: { title: TITLE, text: error.message, link: AGAIN } };
  }
  if (code.startsWith('slack_webapi_')) {
    const { slackCode, message } = mapSlackError(error, '');
    return { status: 502, code: slackCode ?? code, page: { title: TITLE, text: message, link: AGAIN } };
  }
  const text = 'Something went wrong inside the bot. Try again; if it stays, tell an administrator.';
  return { status: 500, code, page: { title: TITLE, text, link: AGAIN } };
}

const EXPIRED = 'This page is for the browser that began, within ten minutes. Start again.';

const BY_CODE: ReadonlyMap<string, string> = new Map([
  ['slack_oauth_installer_authorization_error', 'It was cancelled in Slack. Nothing has changed.'],
  ['slack_oauth_missing_code', 'Slack did not let it happen, and did not say why. Start again.'],
  ['slack_oauth_missing_state', EXPIRED],
  ['slack_oauth_invalid_state', EXPIRED],
]);
