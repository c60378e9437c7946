import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { FakeClock } from '../kubernetes/__testUtils__/FakeClock';
import { EntityRow } from '../store/types';
import { startEntitySync } from './startEntitySync';

function component(name: string, annotations?: Record<string, string>): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default', title: `The ${name}`, annotations },
    relations: [{ type: 'ownedBy', targetRef: 'group:default/checkout' }],
    spec: { type: 'service' },
  };
}

function start(catalog: ReturnType<typeof catalogServiceMock>) {
  const clock = new FakeClock();
  const logger = mockServices.logger.mock();
  const sets: EntityRow[][] = [];
  const stop = startEntitySync({
    catalog,
    auth: mockServices.auth(),
    store: {
      putEntities: async rows => {
        sets.push(rows);
      },
    },
    clock,
    logger,
  });
  return { clock, logger, sets, stop };
}

describe('startEntitySync', () => {
  it('takes up the entities that claim something, with their owner', async () => {
    const { clock, sets, stop } = start(
      catalogServiceMock({
        entities: [
          component('shop', { 'velero-manager.io/namespaces': 'prod/shop' }),
          component('style-guide'),
        ],
      }),
    );
    await clock.advance(0);
    expect(sets).toEqual([
      [
        expect.objectContaining({
          entityRef: 'component:default/shop',
          title: 'The shop',
          owner: 'group:default/checkout',
          claims: expect.objectContaining({
            claims: [{ cluster: 'prod', namespace: 'shop' }],
          }),
        }),
      ],
    ]);
    await stop();
  });

  it('reads every page', async () => {
    const entities = Array.from({ length: 1_203 }, (_, i) =>
      component(`c${i}`, { 'velero-manager.io/namespaces': `prod/n${i}` }),
    );
    const { clock, sets, stop } = start(catalogServiceMock({ entities }));
    await clock.advance(0);
    expect(new Set(sets[0].map(({ entityRef }) => entityRef)).size).toBe(1_203);
    await stop();
  });

  it('keeps the last set when the catalog does not answer', async () => {
    const catalog = catalogServiceMock({
      entities: [component('shop', { 'velero-manager.io/namespaces': 'shop' })],
    });
    const { clock, logger, sets, stop } = start(catalog);
    await clock.advance(0);
    const query = jest
      .spyOn(catalog, 'queryEntities')
      .mockRejectedValue(new Error('down'));
    await clock.advance(31_000);
    expect(query).toHaveBeenCalled();
    expect(logger.warn).toHaveBeenCalled();
    expect(sets).toHaveLength(1);

    query.mockRestore();
    await clock.advance(30_000);
    expect(sets.length).toBeGreaterThan(1);
    await stop();
  });
});
