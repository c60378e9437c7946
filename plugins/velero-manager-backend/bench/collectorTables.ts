import type { CollectorFigures } from './collector';
import { Metered } from './collectorMeter';
import { RestFigures } from './collectorRest';
import { describeMachine } from './describeMachine';
import { inMs } from './Distribution';

const whole = (value: number) => Math.round(value).toLocaleString('en-US');
const percent = (share: number) => `${(100 * share).toFixed(0)} %`;

/** One line: what was asked, what came out, and what is aimed at. */
type Line = Record<'what' | 'measured' | 'aim', string>;

/** Prints what was measured of a fleet of one size, beside what is aimed at. */
export function printCollectorFigures(figures: CollectorFigures): void {
  const { clusters, database, load, complaints } = figures;
  console.log(
    `\nCollector, ${clusters} clusters, ${database}, ${describeMachine()}, load ${load[0].toFixed(
      1,
    )}\n`,
  );
  console.table([
    ...initialLines(figures),
    ...restLines('idle', figures.idle),
    ...restLines('beating', figures.beating),
    ...steadyLines(figures),
    ...churnLines(figures),
  ]);
  Object.entries(complaints).forEach(([message, count]) =>
    console.log(`${count} × ${message}`),
  );
}

function initialLines({ initial, clusters }: CollectorFigures): Line[] {
  const { objects, objectsPerSecond, baseline, metered } = initial;
  return [
    {
      what: 'first reading',
      measured: `${whole(objects)} objects in ${metered.seconds.toFixed(1)} s`,
      aim: clusters === 1000 ? '5 min' : '',
    },
    {
      what: 'objects a second',
      measured: `${whole(objectsPerSecond)}; JSON.parse alone ${whole(
        baseline.objectsPerSecond,
      )}: ${(objectsPerSecond / baseline.objectsPerSecond).toFixed(3)}`,
      aim: '1/3',
    },
    {
      what: 'objects a second of the processor',
      measured: whole(objects / (metered.processor * metered.seconds)),
      aim: '',
    },
    { what: 'requests', measured: describe(initial.requests), aim: '' },
    {
      what: 'all judged after',
      measured: `${initial.judgedAfterSeconds.toFixed(1)} s`,
      aim: '',
    },
    ...meterLines('first reading', metered),
  ];
}

function restLines(what: string, of: RestFigures | undefined): Line[] {
  if (!of) {
    return [];
  }
  const { metered, requests, assessments, beatsPerSecond } = of;
  return [
    {
      what: `${what}: memory`,
      measured: `${whole(metered.rssMiB)} MiB resident, ${whole(
        metered.heapMiB,
      )} MiB heap`,
      aim: '1,536 MiB',
    },
    {
      what: `${what}: processor`,
      measured: `${percent(metered.processor)} of a core`,
      aim: '10 %',
    },
    { what: `${what}: requests`, measured: describe(requests), aim: '' },
    {
      what: `${what}: heartbeats`,
      measured: `${beatsPerSecond.toFixed(1)} a second`,
      aim: '',
    },
    { what: `${what}: assessments`, measured: describe(assessments), aim: '' },
    lateLine(what, metered),
  ];
}

function steadyLines({ reports, viewers, herd }: CollectorFigures): Line[] {
  const lines: Line[] = [];
  if (reports) {
    const { report, row } = reports;
    lines.push({
      what: 'report at 50/s',
      measured: `p50 ${inMs(report.p50)}, p99 ${inMs(report.p99)}`,
      aim: 'p99 10 ms, flat',
    });
    lines.push({
      what: 'one row at 50/s',
      measured: `p50 ${inMs(row.p50)}, p99 ${inMs(row.p99)}`,
      aim: '',
    });
  }
  if (viewers) {
    lines.push({
      what: 'requests, 0 | 200 viewers',
      measured: `${describe(viewers.nobody)} | ${describe(viewers.viewers)}`,
      aim: 'equal',
    });
  }
  if (herd) {
    lines.push(
      {
        what: 'due together',
        measured: `${whole(herd.verdicts)} verdicts, ${whole(
          herd.verdictsPerSecond,
        )} a second`,
        aim: '556 a second',
      },
      ...meterLines('due together', herd.metered),
    );
  }
  return lines;
}

function churnLines({ churn }: CollectorFigures): Line[] {
  if (!churn) {
    return [];
  }
  const { delays, metered } = churn;
  const delay = ({ p50, p99, max }: Record<'p50' | 'p99' | 'max', number>) =>
    `p50 ${whole(p50)}, p99 ${whole(p99)}, max ${whole(max)} ms`;
  return [
    {
      what: 'churn: write to row',
      measured: `${delay(delays.row)} of ${whole(delays.writes)}, ${
        delays.missing
      } missing`,
      aim: 'p99 1,000 ms',
    },
    {
      what: 'churn: write to signal',
      measured: `${delay(delays.signal)} of ${whole(delays.signal.count)}`,
      aim: 'p99 1,000 ms',
    },
    ...meterLines('churn', metered),
  ];
}

function lateLine(what: string, { loop }: Metered): Line {
  return {
    what: `${what}: event loop late`,
    measured: `p50 ${inMs(loop.p50)}, p99 ${inMs(loop.p99)}, max ${inMs(
      loop.max,
    )}`,
    aim: 'p99 50, max 250 ms',
  };
}

function meterLines(what: string, metered: Metered): Line[] {
  const { neighbour, processor, rssMiB } = metered;
  return [
    lateLine(what, metered),
    {
      what: `${what}: a neighbour's query`,
      measured: `p50 ${inMs(neighbour.p50)}, p99 ${inMs(neighbour.p99)}`,
      aim: '',
    },
    {
      what: `${what}: processor, memory`,
      measured: `${percent(processor)} of a core, ${whole(rssMiB)} MiB`,
      aim: '',
    },
  ];
}

function describe(counts: Record<string, number>): string {
  return Object.entries(counts)
    .map(([verb, count]) => `${verb} ${whole(count)}`)
    .join(', ');
}
