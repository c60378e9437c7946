import { expect, test } from '@playwright/test';
import { Backend } from '../support/backend';
import { Fleet } from '../support/fleet';
import { freshName } from '../support/intents';
import { writeAuthored } from '../support/authored';
import { PullRequest } from '../support/PullRequest';

/*
 * What templates need to be there: a cluster with data that is part of the
 * config repository, and a team's own repository. The portal notices both while
 * other tests run.
 */
test('a cluster with data is onboarded', async ({ request }) => {
  test.setTimeout(180_000);
  const fleet = Fleet.find();
  const cluster = await fleet.addCluster('production', [
    'cloudnative-pg',
    'longhorn',
  ]);
  const service = freshName('site');
  await fleet.addService(service, 'checkout');

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
  writeAuthored({ cluster, service });
});
