import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Fleet, portalConfig } from './story';

const TRY_THIS = [
  'Sign in as Amelia Stone, open "Payments ledger" and read why it could not be backed up',
  'Sign in as Piotr Nowak and open "Backup & sync" for the whole fleet',
  'Open "Order archive": every run is Completed, and yet one of its volumes is in no backup',
];

function hintsFor(controlUrl: string): string[] {
  const json = "-H 'content-type: application/json'";
  return [
    ...TRY_THIS,
    `Give the ledger its bucket back, run its backup, and watch the open card:
      curl -X POST ${json} -d '{"unavailable":null}' ${controlUrl}/buckets/ledger-backups
      curl -X POST ${controlUrl}/clusters/prod-cluster-01/schedules/payments-hourly/run`,
    `Let a cluster fall silent, and lift it again:
      curl -X POST ${json} -d '[{"type":"silence"}]' ${controlUrl}/clusters/prod-cluster-02/faults
      curl -X DELETE ${controlUrl}/clusters/prod-cluster-02/faults`,
  ];
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      out: { type: 'string', default: '.dev-fleet' },
      'control-port': { type: 'string', default: '0' },
    },
  });
  const fleet = await Fleet.start({
    controlPort: Number(values['control-port']),
  });

  // Tokens of simulated clusters, but the habit is worth having.
  const mode = 0o600;
  mkdirSync(values.out, { recursive: true });
  writeFileSync(
    join(values.out, 'app-config.fleet.yaml'),
    portalConfig(fleet),
    { mode },
  );
  for (const { server } of fleet.members) {
    writeFileSync(
      join(values.out, `${server.name}.kubeconfig`),
      server.kubeconfig(),
      { mode },
    );
  }
  writeFileSync(
    join(values.out, 'fleet.json'),
    JSON.stringify({
      controlUrl: fleet.controlUrl,
      clusters: fleet.members.map(({ server }) => server.name),
      tryThis: hintsFor(fleet.controlUrl),
    }),
  );
  console.log('fleet ready');

  const stop = () => {
    void fleet.stop().then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch(error => {
  console.error(error);
  process.exit(1);
});
