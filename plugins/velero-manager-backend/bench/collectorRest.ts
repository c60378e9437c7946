import { setTimeout as pause } from 'node:timers/promises';
import { CollectorMeter, Metered } from './collectorMeter';
import { Bench, difference } from './collectorPhases';

/** What it took to follow a fleet in which nothing changes. */
export interface RestFigures {
  metered: Metered;
  requests: Record<string, number>;
  /** What controllers wrote a second, only to say that they are alive. */
  beatsPerSecond: number;
  /** How many subjects were judged meanwhile, by type. */
  assessments: Record<string, number>;
}

/** What it costs to follow a fleet in which nothing at all has happened for a while. */
export async function measureIdle(bench: Bench): Promise<RestFigures> {
  await bench.fleet.beats(false);
  try {
    return await measureBeating(bench);
  } finally {
    await bench.fleet.beats(true);
  }
}

/**
 * What it costs to follow a fleet in which nothing has changed for a while, but
 * whose controllers say that they are alive, as those of real clusters do.
 */
export async function measureBeating(bench: Bench): Promise<RestFigures> {
  const { fleet, flow, options } = bench;
  await pause(options.rest * 1000);
  global.gc?.();
  const before = await fleet.counts();
  const beatenBefore = await fleet.beaten();
  const judgedBefore = new Map(flow.assessments);
  const meter = await CollectorMeter.start();
  await pause(options.seconds * 1000);
  const assessments = [...flow.assessments].map(
    ([type, count]) => [type, count - (judgedBefore.get(type) ?? 0)] as const,
  );
  const metered = await meter.stop();
  const beats = (await fleet.beaten()) - beatenBefore;
  return {
    metered,
    requests: difference(before, await fleet.counts()),
    beatsPerSecond: beats / metered.seconds,
    assessments: Object.fromEntries(assessments),
  };
}
