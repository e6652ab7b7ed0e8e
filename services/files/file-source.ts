import { z } from 'zod';

/**
 * A file on SharePoint or OneDrive as a browser would open it. Microsoft Graph reaches its bytes by that, with
 * a token of the tenant in which it lies.
 */
const graphShare = z.object({ tenantId: z.string().min(1), url: z.url() });

/**
 * How a file's bytes are reached. Stored with the file and read back by the worker, which checks the url
 * against the hosts of its kind again before it goes there. No secret stands in it, but for the short-lived one
 * in the url of a `teamsDownload`.
 */
export const fileSource = z.discriminatedUnion('kind', [
  z.object({
    /** A pre-authenticated SharePoint or OneDrive link from Teams: no header belongs on it, and it expires. */
    kind: z.literal('teamsDownload'),
    url: z.url(),
    /** The way round for a link that turns out to be one for browsers. */
    share: graphShare.optional(),
  }),
  z.object({
    /** What the Bot Framework's connector keeps, such as a pasted picture: for the bot's token, at its origin alone. */
    kind: z.literal('connectorAttachment'),
    url: z.url(),
    serviceUrl: z.url(),
    /** As the activity names it, for bytes that don't tell their type. */
    mediaType: z.string().optional(),
  }),
  z.object({ kind: z.literal('graphShare'), ...graphShare.shape }),
  z.object({
    /** A picture in the text of a message. */
    kind: z.literal('graphHostedContent'),
    tenantId: z.string().min(1),
    /** Below Graph's root, to the end: `/teams/…/hostedContents/…/$value`. */
    path: z.string().startsWith('/'),
  }),
  z.object({
    /** What Slack keeps: for the bot's token of that workspace, at Slack's own hosts alone. */
    kind: z.literal('slackFile'),
    teamId: z.string().min(1),
    fileId: z.string().min(1),
    url: z.url(),
    /** As Slack names it: a web page that comes instead of anything else asks for a sign-in. */
    mediaType: z.string().optional(),
    /** In bytes, as Slack tells it. */
    size: z.number().int().nonnegative().optional(),
    /** Recorded in Slack, whose word for what it is may be wrong: only its bytes tell. */
    isClip: z.boolean().optional(),
  }),
]);

export type FileSource = z.infer<typeof fileSource>;
export type SlackFile = Extract<FileSource, { kind: 'slackFile' }>;
export type GraphShare = z.infer<typeof graphShare>;
