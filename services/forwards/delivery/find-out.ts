import { reconcile } from '../lost-posts/reconcile.ts';
import type { SettleTimes } from './delivery-services.ts';
import { CLEAN, type PostRun } from './post-run.ts';
import { sendPost } from './send-post.ts';

/** A call takes a minute at most, and what Kaizala makes of one that broke off is there soon after. */
const SETTLE: SettleTimes = { afterCrashMs: 85_000, afterBreakMs: 20_000 };
/** How soon to look again while that may still change, in milliseconds. */
const LOOK_AGAIN_MS = 5_000;

/** After an attempt that may have come through: asks Kaizala whether the post is there, and goes on from that. */
export async function findOut(run: PostRun): Promise<void> {
  const { database, kaizala, connector, settle = SETTLE } = run.services;
  const { signal, rank } = run.attempt;
  const { id, kind, mediaResource, postingSince, postingUntil, seenBefore } = run.post;
  const { group } = run.forward;
  if (!group || !postingSince || mediaResource === undefined) return;
  const standing = { states: ['posting'], attemptOf: postingSince } as const;
  const settledAt = postingUntil
    ? postingUntil.getTime() + settle.afterBreakMs
    : postingSince.getTime() + settle.afterCrashMs;
  // Nobody is asked, and nothing posted again, while the lost call may still come through.
  const lookAgain = (at: number) => run.move(standing, { state: 'posting', nextAttemptAt: new Date(at) });
  try {
    const finding = await reconcile(
      database,
      kaizala,
      {
        id,
        kind,
        mediaResource,
        postingSince,
        connector,
        groupId: group.id,
        actionType: run.actionType,
        isUnderWay: postingUntil === undefined,
        settleMs: settle.afterCrashMs,
        ...(seenBefore && { seenBefore }),
      },
      { signal, rank },
    );
    if (finding.kind === 'found') {
      const { referenceId, isAssumed } = finding;
      // Nothing is learned about the connector from what is only most likely its own.
      const learnNothing = isAssumed && { connector: null };
      await run.move(standing, {
        state: 'posted',
        referenceId,
        postedAt: new Date(),
        ...CLEAN,
        ...learnNothing,
      });
    } else if (finding.kind === 'busy' || Date.now() < settledAt) {
      const soon = Date.now() + LOOK_AGAIN_MS;
      await lookAgain(finding.kind === 'busy' ? soon : Math.min(soon, settledAt));
    } else if (finding.kind === 'unclear') {
      await run.move(standing, { state: 'uncertain', nextAttemptAt: null });
    } else if (await run.move(standing, { state: 'uploaded' })) {
      await sendPost(run, mediaResource);
    }
  } catch (error) {
    if (signal.aborted || Date.now() >= settledAt) return run.stumble(error, standing, 'posting');
    run.noteFailure(error);
    await lookAgain(Math.min(Date.now() + LOOK_AGAIN_MS, settledAt));
  }
}
