import { setTimeout as pause } from 'node:timers/promises';
import { mockServices } from '@backstage/backend-test-utils';
import { PersistentVolumeClaimFact } from '@velero-manager/backstage-plugin-velero-manager-common';
import { FactWriter } from '../collect/FactWriter';
import { systemClock } from '../kubernetes';
import { FakeClock } from '../kubernetes/__testUtils__/FakeClock';
import {
  claimingEntity,
  defineCluster,
  factRow,
} from '../store/__testUtils__/facts';
import {
  createTestDatabases,
  emptyAssessment,
  openStore,
  settle,
} from '../store/__testUtils__/openStore';
import { DatabaseStore } from '../store';
import { startAssessing } from './startAssessing';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const EVENTS = 10_000;

/** A claim that is another one after each event. */
function claimAfter(event: number) {
  return factRow('PersistentVolumeClaim', {
    ...{ namespace: 'shop', name: `data-${event % 40}`, uid: 'uid' },
    requestedBytes: event,
  } as PersistentVolumeClaimFact);
}

async function storm(store: DatabaseStore): Promise<void> {
  const scope = { cluster: 'c0', kind: 'PersistentVolumeClaim' } as const;
  const writer = FactWriter.create({
    ...{ cluster: 'c0', clock: systemClock },
    write: async delta => {
      await store.apply(scope, delta);
    },
    onFault: () => {},
  });
  for (let event = 0; event < EVENTS; event += 1) {
    const rows = [claimAfter(event)];
    await writer.push({ type: 'upserted', rows, malformed: 0 });
  }
  await writer.drain();
}

/** Until something has happened that waits for a database, not for the clock. */
async function until(clock: FakeClock, isSo: () => boolean): Promise<void> {
  while (!isSo()) {
    await clock.advance(0); // pauses of no length are work as well
    await pause(5);
  }
}

describe.each(databases.eachSupportedId())('an event storm, %p', databaseId => {
  it('of 10,000 in one namespace makes one assessment of its service, and one more where it goes on meanwhile', async () => {
    const store = await openStore(await databases.init(databaseId));
    await store.putClusters([defineCluster('c0')]);
    await store.putEntities([
      claimingEntity('shop', ['c0/shop']),
      claimingEntity('other', ['c0/other']),
    ]);
    await settle(store);
    const clock = new FakeClock();
    const loaded: string[] = [];
    let letGo = () => {};
    const held = new Promise<void>(resolve => {
      letGo = resolve;
    });
    const assessed: string[] = [];
    const stop = startAssessing({
      dueList: store,
      load: async subjects => {
        loaded.push(...subjects.map(({ ref }) => ref));
        await held;
        return async () => emptyAssessment;
      },
      onAssessed: ({ ref }) => assessed.push(ref),
      clock,
      logger: mockServices.logger.mock(),
    });
    await until(clock, () => clock.pauses.includes(500)); // nothing was due

    await storm(store);
    await clock.advance(500);
    await until(clock, () => loaded.length > 0);
    await storm(store);
    letGo();
    await until(clock, () => assessed.length > 0);
    expect(assessed).toEqual(['component:default/shop']);
    await until(clock, () => clock.pauses.filter(ms => ms === 500).length > 1);
    await clock.advance(500);
    await until(clock, () => clock.pauses.filter(ms => ms === 500).length > 2);
    await clock.advance(500);
    await stop();
    expect(loaded).toEqual([
      'component:default/shop',
      'component:default/shop',
    ]);
    expect(assessed).toEqual(loaded);
    await expect(store.nextDueInMs()).resolves.toBeNull();
  });
});
