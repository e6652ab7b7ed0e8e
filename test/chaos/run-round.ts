import { type Cluster, createCluster } from '../support/cluster.ts';
import { BotKiller } from './bot-killer.ts';
import { Bystanders } from './bystanders.ts';
import { comeToRest } from './come-to-rest.ts';
import { FaultStorm } from './fault-storm.ts';
import type { ForwardRun } from './forward-run.ts';
import { judgeRound } from './judge-round.ts';
import { LoadBalancer } from './load-balancer.ts';
import { Pacing } from './pacing.ts';
import { Person } from './person.ts';
import { planForwards } from './plan-forwards.ts';
import { Random } from './random.ts';
import type { RoundOptions } from './round-options.ts';
import type { RoundResult } from './round-result.ts';
import { type ChanceButton, secondChance } from './second-chances.ts';
import { Timeline } from './timeline.ts';

const PROGRESS_MS = 5_000;
/** How far Kaizala's clock may be off, in milliseconds. */
const MOST_SKEW_MS = 115_000;

/**
 * One round, from a fresh database to the judgement. What people, faults and kills do follows from the seed. At
 * which point of the bots' work it happens does not, as they share a machine with everything else: a seed makes
 * a failure likely to come again, but not certain.
 */
export async function runRound(options: RoundOptions): Promise<RoundResult> {
  const random = new Random(options.seed);
  const settings = random.stream('settings');
  const hasChoice = settings.chance(0.3);
  const skewMs = settings.int(-MOST_SKEW_MS, MOST_SKEW_MS);
  const cluster = await createCluster({
    bots: options.bots,
    engine: options.engine,
    ...(!hasChoice && { defaultGroup: 'Field' }),
    environment: { KAIZALA_CALLS_PER_MINUTE: String(options.callsPerMinute) },
    kaizala: { callsPerMinute: options.callsPerMinute, now: () => Date.now() + skewMs },
  });
  try {
    return await play(options, cluster, { random, hasChoice, skewMs });
  } finally {
    await cluster.close();
  }
}

interface Circumstances {
  readonly random: Random;
  readonly hasChoice: boolean;
  readonly skewMs: number;
}

async function play(
  options: RoundOptions,
  cluster: Cluster,
  { random, hasChoice, skewMs }: Circumstances,
): Promise<RoundResult> {
  const began = Date.now();
  const { kaizala } = cluster;
  const timeline = new Timeline();
  const pacing = new Pacing(options.forwards, options.kills);
  const balancer = new LoadBalancer(cluster, random.stream('balancer'), timeline);
  const killer = new BotKiller(cluster, random.stream('kills'), timeline, (kills) => pacing.killed(kills));
  const storm = new FaultStorm(cluster, random.stream('faults'), options.stalls);
  const bystanders = new Bystanders(kaizala, random.stream('bystanders'));
  const plans = planForwards(random.stream('plan'), {
    count: options.forwards,
    hasChoice,
    stalls: options.stalls > 0,
  });
  const surroundings = {
    cluster,
    balancer,
    timeline,
    defaultGroupId: hasChoice ? undefined : kaizala.groups[0]?.groupId,
    pacing,
  };
  const crowd = Math.min(Math.max(Math.ceil(options.forwards / 12), 4), 40);
  const people = Array.from({ length: crowd }, () => new Person(surroundings));
  const runs = () => people.flatMap((person) => person.runs);

  const progress = setInterval(() => {
    const ended = runs().filter((run) => run.isAtRest).length;
    const struck = [...kaizala.faults.struck.values()].reduce((sum, count) => sum + count, 0);
    options.onProgress?.(
      `${Math.round((Date.now() - began) / 1000)} s: ${runs().length} of ${options.forwards} forwards begun, ` +
        `${ended} ended; ${killer.kills} of ${options.kills} kills; ${struck} faults struck` +
        (killer.violations.length === 0 ? '' : `; ${killer.violations.at(-1)}`),
    );
  }, PROGRESS_MS);
  const raging = Promise.all([storm.rage(), bystanders.chat(), killer.watch()]);
  try {
    await Promise.all([
      killer.run(options.kills),
      ...people.map((person, own) => person.act(plans.filter((_, index) => index % crowd === own))),
    ]);
    storm.stop();
    await killer.everybodyRuns();
    await balancer.settled();
    await comeToRest(runs(), options.restMs);
    const chances = await takeChances(people, cluster, random.stream('chances'));
    await comeToRest([...chances.keys()], options.restMs);
    return await judgeRound({
      ...{ options, cluster, timeline, balancer, killer, bystanders, chances, hasChoice, skewMs },
      runs: runs(),
      durationMs: Date.now() - began,
    });
  } finally {
    clearInterval(progress);
    storm.stop();
    bystanders.stop();
    killer.stopWatching();
    await raging;
  }
}

async function takeChances(
  people: readonly Person[],
  { kaizala }: Cluster,
  random: Random,
): Promise<Map<ForwardRun, ChanceButton>> {
  const chances = new Map<ForwardRun, ChanceButton>();
  for (const person of people) {
    for (const run of person.runs) {
      const button = secondChance(run, kaizala, random);
      if (button === undefined) continue;
      chances.set(run, button);
      await person.press(run, button);
    }
  }
  return chances;
}
