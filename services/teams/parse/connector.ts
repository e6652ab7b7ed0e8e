import { z } from 'zod';

const text = z.string().min(1).optional().catch(undefined);

/** A team as the connector knows it. Graph calls it by its group's id. */
export const teamDetails = z.object({ aadGroupId: z.string().min(1) });

/** What the connector tells about an attachment that it keeps. */
export const attachmentInfo = z.object({ name: text, type: text });

/** A person in a conversation. That Teams tells the role is inferred. */
export const rosterMember = z.object({ userRole: text });
