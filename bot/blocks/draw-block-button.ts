import type { Button } from '@slack/web-api';
import { LIMITS } from './limits.ts';
import { plain } from './texts.ts';

interface BlockButton {
  readonly title: string;
  /** Comes back with the press, as JSON. */
  readonly data: object;
  readonly style?: 'positive' | 'destructive';
}

/** @param actionId unique in its message */
export function drawBlockButton(actionId: string, { title, data, style }: BlockButton): Button {
  return {
    type: 'button',
    action_id: actionId,
    text: plain(title, LIMITS.buttonText),
    value: JSON.stringify(data),
    ...(style && { style: style === 'positive' ? 'primary' : 'danger' }),
  };
}
