import { z } from 'zod';

const text = z.string().min(1).nullish().catch(undefined);

const attachment = z.object({ id: text, contentType: text, contentUrl: text, name: text, content: text });

/** A message as Graph tells it, with what is needed of it. Attachments that make no sense come as `null`. */
export const graphMessage = z.object({
  deletedDateTime: text,
  body: z.object({ content: text }).nullish().catch(undefined),
  attachments: z.array(attachment.nullable().catch(null)).nullish(),
});

/** What stands in a message's text and lies at Graph. Its bytes are never in the list. */
export const hostedContents = z.object({
  value: z.array(z.object({ id: z.string().min(1), contentType: text })),
});

export type GraphMessage = z.infer<typeof graphMessage>;
export type HostedContents = z.infer<typeof hostedContents>['value'];
