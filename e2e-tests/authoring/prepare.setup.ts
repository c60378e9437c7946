import { expect, test } from '@playwright/test';
import { Backend } from '../support/backend';
import { ConfigClone } from '../support/ConfigClone';
import { Fleet } from '../support/fleet';
import { handMadeAlerts, handMadeFolder } from '../support/handMade';
import { freshName } from '../support/intents';
import { writeAuthored } from '../support/authored';
import { PullRequest } from '../support/PullRequest';

/*
 * What templates need to be there: a cluster with data that is part of the
 * config repository, teams' own repositories, and what a platform team wrote by
 * hand. The portal notices all of it while other tests run.
 */
test('a cluster with data is onboarded, and some is written by hand', async ({
  request,
}) => {
  test.setTimeout(180_000);
  const fleet = Fleet.find();
  const cluster = await fleet.addCluster('production', [
    'cloudnative-pg',
    'longhorn',
  ]);
  const service = freshName('site');
  await fleet.addService(service, 'checkout');
  const fluxService = freshName('shop');
  await fleet.addService(fluxService, 'checkout', 'staging-cluster-01');
  const folder = freshName('limits');

  const piotr = await Backend.signIn(request, 'piotr');
  const answer = await piotr.post('changes', {
    intent: {
      kind: 'cluster:onboard',
      environment: 'production',
      cluster,
      server: `https://${cluster}.example.com:6443`,
      storage: {
        provider: 'aws',
        bucket: 'shop-backups',
        region: 'eu-central-1',
        credentialSecret: { name: 'velero-object-store' },
      },
    },
  });
  const proposed = await answer.json();
  expect(proposed.result).toBe('proposed');
  const pull = new PullRequest(request, proposed.change.url);
  await pull.approveAndMerge('noor', 'sasha');

  const written = new PullRequest(request, await writeByHand(fleet, folder));
  await written.approveAndMerge('piotr', 'sasha');
  writeAuthored({ cluster, service, fluxService, folder });
});

/** @returns the page of its pull request */
async function writeByHand(fleet: Fleet, folder: string): Promise<string> {
  const clone = ConfigClone.of({ url: fleet.cloneUrl(), branch: 'main' });
  const repository = fleet.configUrl();
  const known = clone.files();
  const wanted = {
    ...handMadeFolder({ name: folder, repository }),
    ...handMadeAlerts({ name: 'monitoring', repository }),
  };
  const files = Object.entries(wanted).filter(([file]) => !known.has(file));
  clone.add(folder, Object.fromEntries(files));
  clone.remove();
  return fleet.openPull(folder, `Add the folder ${folder}`);
}
