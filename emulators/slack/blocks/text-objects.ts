import { z } from 'zod';

/** Text without formatting, of so many characters at most. */
export function plainText(most: number) {
  return z.strictObject({
    type: z.literal('plain_text'),
    text: z.string().min(1).max(most),
    emoji: z.boolean().optional(),
  });
}

/** Text with or without Slack's formatting. */
export function anyText(most: number) {
  const formatted = z.strictObject({
    type: z.literal('mrkdwn'),
    text: z.string().min(1).max(most),
    verbatim: z.boolean().optional(),
  });
  return z.discriminatedUnion('type', [plainText(most), formatted]);
}

/** Names a block or what is in it. */
export const identifier = z.string().min(1).max(255);

/** The question that Slack puts before a press counts. */
export const confirmation = z.strictObject({
  title: plainText(100),
  text: anyText(300),
  confirm: plainText(30),
  deny: plainText(30),
  style: z.enum(['primary', 'danger']).optional(),
});
