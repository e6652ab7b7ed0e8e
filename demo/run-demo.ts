import type { DemoChat } from './chats/demo-chat.ts';
import { openChat } from './chats/open-chat.ts';
import type { Tell } from './demo-event.ts';
import { inTemporaryFolder } from './in-temporary-folder.ts';
import { judgeShare } from './judge-share.ts';
import { planShares, type Share } from './plan-shares.ts';
import { linkChannel, playBridgedShare } from './play-bridge.ts';
import { playShare } from './play-share.ts';
import type { DemoOptions } from './read-options.ts';
import { type RunningBot, startBot } from './start-bot.ts';

/** Who watches the demo, and when they have seen enough. */
export interface Watcher {
  readonly tell: Tell;
  /** Rejects when the person wants to stop. */
  readonly interrupted: Promise<never>;
  /** Called with the verdict while everything still runs: with `keep` until `interrupted`, else not for long. */
  readonly finished: (isGood: boolean, kaizalaUrl: string) => void;
}

/**
 * Plays the whole way of files with a bot of its own. Resolves with whether every file is in Kaizala as it
 * was shared. Nothing that it has started outlives it.
 */
export async function runDemo(options: DemoOptions, watcher: Watcher): Promise<boolean> {
  const { tell, interrupted, finished } = watcher;
  const shares = await planShares(options);
  return inTemporaryFolder(async (folder) => {
    const chat = await openChat(options.channel);
    try {
      const bot = await startBot({ folder, environment: chat.environment, interrupted });
      try {
        tell({ event: 'started', endpoint: bot.url + chat.path, kaizalaUrl: bot.kaizalaUrl });
        const isGood = await Promise.race([
          playAll(shares, { chat, bot, options, tell }),
          bot.crashed,
          interrupted,
        ]);
        finished(isGood, bot.kaizalaUrl);
        return options.keep ? await Promise.race([bot.crashed, interrupted]) : isGood;
      } finally {
        await bot.stop();
      }
    } finally {
      await chat.close();
    }
  });
}

/** The group that a channel is bridged to when the person names none. */
const BRIDGED_GROUP = 'Field crew North';

interface Cast {
  readonly chat: DemoChat;
  readonly bot: RunningBot;
  readonly options: DemoOptions;
  readonly tell: Tell;
}

async function playAll(shares: readonly Share[], { chat, bot, options, tell }: Cast): Promise<boolean> {
  const { group } = options;
  const { conversation, name, bridged } = chat.enter(options.in, bot.url);
  const seen = new Set<string>();
  let isGood = true;
  if (name !== undefined) tell({ event: 'entered', place: name });
  for (const share of shares) {
    const played = await playShare({ conversation, tell, ...(group && { group }) }, share);
    isGood = (await judgeShare(played, bot.kaizalaUrl, seen, tell)) && isGood;
  }
  if (bridged === undefined) return isGood;
  const { kaizalaUrl } = bot;
  const stage = { channel: bridged, group: group ?? BRIDGED_GROUP, kaizalaUrl, tell };
  await linkChannel(stage);
  for (const share of shares) isGood = (await playBridgedShare(stage, share, seen)) && isGood;
  return isGood;
}
