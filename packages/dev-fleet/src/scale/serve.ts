// The process of a fleet in size: obeys the process that forked it. It is one
// of its own so that memory and processor of the client are measured alone.

import { Beats } from './Beats';
import { Churn } from './Churn';
import { ScaleCommand, ScaleReport, ScaleWrite } from './ScaleMessage';
import { ScaleServer } from './ScaleServer';

const REPORT_MS = 20;

let server: ScaleServer | undefined;
let churn: Churn | undefined;
let beats: Beats | undefined;
let seed = 0;
let writes: ScaleWrite[] = [];

function send(report: ScaleReport): void {
  process.send?.(report);
}

setInterval(() => {
  if (writes.length > 0) {
    send({ type: 'written', writes });
    writes = [];
  }
}, REPORT_MS);

function createChurn(clusters: string[] | undefined, report: boolean): Churn {
  seed += 1;
  return Churn.create({
    clusters: (server?.clusters ?? []).filter(
      ({ name }) => !clusters || clusters.includes(name),
    ),
    seed,
    onWrite(cluster, { type, kind, index, revision }) {
      if (!report) return;
      writes.push({
        ...cluster.keyOf(kind, index),
        cluster: cluster.name,
        resource: kind.resource,
        revision,
        removed: type === 'DELETED',
        at: Date.now(),
      });
    },
  });
}

async function obey(command: ScaleCommand): Promise<unknown> {
  switch (command.type) {
    case 'start': {
      seed = command.seed;
      const started = await ScaleServer.start(command.options);
      server = started.server;
      beats = Beats.create(server.clusters);
      return { baseUrl: started.baseUrl, ca: started.ca };
    }
    case 'churn':
      churn?.pace(0);
      churn = createChurn(command.clusters, command.report);
      churn.pace(command.perSecond);
      return null;
    case 'burst': {
      const burst = createChurn([command.cluster], false);
      for (let i = 0; i < command.writes; i += 1) burst.writeOnce();
      return null;
    }
    case 'beats':
      if (command.on) beats?.start();
      else beats?.stop();
      return null;
    case 'beaten':
      return beats?.written;
    case 'faults':
      server?.faultsOf(command.cluster).set(command.faults);
      return null;
    case 'counts':
      return server?.counts();
    case 'lists':
      return server?.lists();
    default:
      throw new Error(`Unknown command ${JSON.stringify(command)}`);
  }
}

process.on('message', ({ id, ...command }: ScaleCommand & { id: number }) => {
  obey(command).then(
    value => send({ type: 'answer', id, value, error: null }),
    error => send({ type: 'answer', id, value: null, error: String(error) }),
  );
});
process.on('disconnect', () => process.exit());
