import { expect, test } from '@playwright/test';
import { Backend } from '../support/backend';
import { Fleet } from '../support/fleet';
import { freshName } from '../support/intents';
import { writePrepared } from '../support/prepared';

/*
 * The portal reads its catalog and its list of clusters now and then: what the
 * loop begins with is made first, and the other tests run while it is noticed.
 */
test('new services and clusters are there', async ({ request }, { config }) => {
  const fleet = Fleet.find();
  const piotr = await Backend.signIn(request, 'piotr');
  const runs = config.projects.find(({ name }) => name === 'loop')?.repeatEach;
  const services: string[] = [];
  const clusters: string[] = [];
  for (let run = 0; run < (runs ?? 0); run += 1) {
    const service = freshName('shop');
    await piotr.register(await fleet.addService(service, 'checkout'));
    services.push(service);
    clusters.push(await fleet.addCluster('production'));
  }
  expect(services).not.toEqual([]);
  writePrepared({ services, clusters });
});
