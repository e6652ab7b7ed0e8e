import type { OperationHandler } from '../api/call.ts';
import { accessToken } from './access-token.ts';
import { action } from './action.ts';
import { actions } from './actions.ts';
import { generatePin } from './generate-pin.ts';
import { group } from './group.ts';
import { groups } from './groups.ts';
import { loginWithPin } from './login-with-pin.ts';
import { media } from './media.ts';
import { mediaUrl } from './media-url.ts';
import { message } from './message.ts';
import type { Operation } from './operations.ts';

/** What does the work of each API call. */
export const HANDLERS: Readonly<Record<Operation, OperationHandler>> = {
  accessToken,
  generatePin,
  loginWithPin,
  media,
  mediaUrl,
  groups,
  group,
  actions,
  action,
  message,
};
