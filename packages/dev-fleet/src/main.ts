import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Fleet, joinedClusters, portalConfig } from './story';

const TRY_THIS = [
  'Sign in as Amelia Stone, open "Payments ledger" and read why it could not be backed up',
  'Sign in as Piotr Nowak and open "Backup & sync" for the whole fleet',
  'Open "Order archive": every run is Completed, and yet one of its volumes is in no backup',
  'As Amelia Stone open "Wishlist", add the schedule that its card offers, approve the pull request as Sasha and as Noor, merge it, and watch the card',
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
      // Base URL of the portal's backend, which is told what happens in Git.
      portal: { type: 'string' },
    },
  });
  const write = (name: string, text: string) =>
    // Tokens of simulated clusters, but the habit is worth having.
    writeFileSync(join(values.out, name), text, { mode: 0o600 });
  const writeKubeconfig = ({ server }: Fleet['members'][number]) =>
    write(`${server.name}.kubeconfig`, server.kubeconfig());
  const clustersFile = resolve(values.out, 'clusters.json');
  const webhookSecret = randomBytes(24).toString('base64url');
  mkdirSync(values.out, { recursive: true });
  const writeJoined = (fleet: Fleet) => {
    write('clusters.json', JSON.stringify(joinedClusters(fleet)));
    fleet.joined.forEach(writeKubeconfig);
  };

  const fleet = await Fleet.start({
    controlPort: Number(values['control-port']),
    onJoined: writeJoined,
  });
  writeJoined(fleet);
  write(
    'app-config.fleet.yaml',
    portalConfig(fleet, { clustersFile, webhookSecret }),
  );
  if (values.portal) {
    fleet.configHost.host.webhooks.add({
      url: new URL('/api/events/http/github', values.portal).href,
      secret: webhookSecret,
      events: ['pull_request', 'pull_request_review', 'push'],
    });
  }
  fleet.members.forEach(writeKubeconfig);
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
