import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { JsonObject } from '@backstage/types';
import type {
  ClusterSource,
  ClusterSupplier,
} from '@velero-manager/backstage-plugin-velero-manager-node';
import { ConfiguredClusters, MemoryClusterRegistry } from '../clusters';
import { FakeClock } from '../kubernetes/__testUtils__/FakeClock';
import { startClusterSuppliers } from './startClusterSuppliers';

const TOKEN = 's3cr3t-token';
const auth = { type: 'serviceAccountToken', token: TOKEN } as const;

const source = (
  name: string,
  rest: Partial<ClusterSource> = {},
): ClusterSource => ({
  name,
  url: `https://${name}.example.com:6443/`,
  auth,
  ...rest,
});

/** A supplier that gives one answer after the other, the last one for good. */
function scripted(
  id: string,
  answers: (ClusterSource[] | Error)[],
): ClusterSupplier {
  return {
    id,
    getClusters: async () => {
      const answer = answers.length > 1 ? answers.shift()! : answers[0];
      if (answer instanceof Error) {
        throw answer;
      }
      return answer;
    },
  };
}

const ours = {
  veleroManager: {
    clusters: [{ name: 'prod-01', url: 'https://prod-01.example.com', auth }],
    clusterDefaults: [{ match: 'lab-*', environment: 'development' }],
  },
};

async function start(
  options: {
    config?: JsonObject;
    suppliers?: ClusterSupplier[];
    catalog?: ReturnType<typeof catalogServiceMock.mock>;
    clock?: FakeClock;
  } = {},
) {
  const { suppliers = [], catalog = catalogServiceMock.mock() } = options;
  const { clock = new FakeClock() } = options;
  const registry = MemoryClusterRegistry.create();
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);
  const config = mockServices.rootConfig({ data: options.config ?? ours });
  const configured = ConfiguredClusters.create({ config, registry, logger });
  const stop = await startClusterSuppliers({
    ...{ suppliers, configured, catalog, registry, clock, logger },
    auth: mockServices.auth(),
  });
  const names = () => registry.list().map(({ name }) => name);
  const warnings = () => logger.warn.mock.calls.map(([message]) => message);
  return { clock, config, registry, stop, names, warnings };
}

describe('startClusterSuppliers', () => {
  it('adds clusters before it returns, with their origin', async () => {
    const { registry, stop } = await start({
      suppliers: [
        scripted('inventory', [
          [
            source('lab-01', { argocd: { names: ['lab'] } }),
            source('lab-02', { environment: 'staging' }),
          ],
        ]),
      ],
    });
    expect(registry.get('lab-01')).toMatchObject({
      definedAt: "supplier 'inventory'[0]",
      url: 'https://lab-01.example.com:6443',
      environment: 'development',
      argocd: { names: ['lab'] },
    });
    expect(registry.get('lab-02')?.environment).toBe('staging');
    await stop();
  });

  it('asks again every minute, and keeps the last set while a supplier fails', async () => {
    const { clock, names, registry, warnings, stop } = await start({
      suppliers: [
        scripted('a', [
          [source('lab-01')],
          new Error('away'),
          new Error('away'),
          [],
        ]),
        scripted('b', [[source('lab-02')]]),
      ],
    });
    expect(names()).toEqual(['lab-01', 'lab-02', 'prod-01']);
    await clock.advance(120_000);
    expect(names()).toEqual(['lab-01', 'lab-02', 'prod-01']);
    const message =
      'Clusters could not be read, so those of before stay: away.';
    expect(registry.notes()).toEqual([{ place: "supplier 'a'", message }]);
    expect(warnings()).toEqual([`supplier 'a': ${message}`]);
    await clock.advance(60_000);
    expect(names()).toEqual(['lab-02', 'prod-01']);
    expect(registry.notes()).toEqual([]);
    await stop();
    expect(clock.pending).toBe(0);
  });

  it('asks again soon while one has never answered, and worries nobody at first', async () => {
    const away = new Error('starting');
    const { clock, registry, names, warnings, stop } = await start({
      suppliers: [scripted('a', [away, away, away, [source('lab-01')]])],
    });
    expect(registry.isComplete()).toBe(false);
    expect(registry.notes()[0].message).toContain('starting');
    await clock.advance(6_999);
    expect(registry.isComplete()).toBe(false);
    await clock.advance(1);
    expect(names()).toEqual(['lab-01', 'prod-01']);
    expect(registry.isComplete()).toBe(true);
    expect(warnings()).toEqual([]);
    await stop();
  });

  it('says when one does not answer after a while', async () => {
    const { clock, warnings, stop } = await start({
      suppliers: [scripted('a', [new Error('away')])],
    });
    await clock.advance(120_000);
    expect(warnings()).toEqual([
      "supplier 'a': Clusters could not be read, so those of before stay: away.",
    ]);
    await stop();
  });

  it('waits neither at the start nor at the end for one that hangs', async () => {
    const hanging = {
      id: 'a',
      getClusters: () => new Promise<never>(() => {}),
    };
    const clock = new FakeClock();
    const starting = start({ suppliers: [hanging], clock });
    await clock.advance(5_000);
    const { registry, stop } = await starting;
    await clock.advance(54_999);
    expect(registry.notes()).toEqual([]);
    await clock.advance(1);
    expect(registry.notes()[0].message).toContain('no answer within a minute');
    await clock.advance(1_000);
    await stop();
    expect(clock.pending).toBe(0);
  });

  it('leaves out what breaks a rule, tells why without secrets, keeps the rest', async () => {
    const { names, registry, warnings, stop } = await start({
      suppliers: [
        scripted('a', [
          [
            source('../etc'),
            source('meta', { url: 'https://169.254.169.254/' }),
            // A module in JavaScript, or built against another version.
            source('aws', { auth: { type: 'aws' } as unknown as typeof auth }),
            source('lab-01'),
          ],
        ]),
      ],
    });
    expect(names()).toEqual(['lab-01', 'prod-01']);
    expect(registry.notes()).toEqual([
      {
        place: "supplier 'a'[0].name",
        message: expect.stringContaining('../etc'),
      },
      {
        place: "supplier 'a'[1].url",
        message: expect.stringContaining('metadata address'),
      },
      {
        place: "supplier 'a'[2].auth.type",
        message: expect.stringContaining('must be one of'),
      },
    ]);
    expect(warnings().join()).not.toContain(TOKEN);
    await stop();
  });

  it('displaces no name of app-config or of an earlier supplier', async () => {
    const { registry, stop } = await start({
      suppliers: [
        scripted('a', [[source('lab-01')]]),
        scripted('b', [[source('prod-01'), source('lab-01')]]),
      ],
    });
    expect(registry.get('prod-01')?.definedAt).toBe(
      'veleroManager.clusters[0]',
    );
    expect(registry.get('lab-01')?.definedAt).toBe("supplier 'a'[0]");
    expect(registry.notes()).toEqual([
      {
        place: "supplier 'b'[0]",
        message:
          "The cluster 'prod-01' is left out here, as it is defined at veleroManager.clusters[0] already.",
      },
      {
        place: "supplier 'b'[1]",
        message:
          "The cluster 'lab-01' is left out here, as it is defined at supplier 'a'[0] already.",
      },
    ]);
    await stop();
  });

  describe('with the catalog', () => {
    const trusting = (change: JsonObject = {}): JsonObject => ({
      kubernetes: { clusterLocatorMethods: [{ type: 'catalog' }] },
      veleroManager: {
        ...ours.veleroManager,
        catalogClusters: {
          allowedHosts: ['*.k8s.example.com'],
          allowedLocations: ['url:https://git.example.com/org/clusters/'],
          ...change,
        },
      },
    });

    const entity = (
      name: string,
      host = `${name}.k8s.example.com`,
    ): Entity => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: {
        name,
        namespace: 'default',
        annotations: {
          'backstage.io/managed-by-origin-location':
            'url:https://git.example.com/org/clusters/all.yaml',
          'kubernetes.io/api-server': `https://${host}`,
        },
      },
      spec: { type: 'kubernetes-cluster' },
    });

    /** A catalog whose entities change, and which can be away. */
    function catalogOf(...pages: Entity[][]) {
      const catalog = catalogServiceMock.mock();
      const state = { pages, away: false, asked: 0 };
      catalog.queryEntities.mockImplementation(async request => {
        state.asked += 1;
        if (state.away) {
          throw new Error('the catalog is away');
        }
        const index =
          request && 'cursor' in request ? Number(request.cursor) : 0;
        const isLast = index + 1 >= state.pages.length;
        return {
          items: state.pages[index] ?? [],
          totalItems: state.pages.flat().length,
          pageInfo: isLast ? {} : { nextCursor: String(index + 1) },
        };
      });
      return { catalog, state };
    }

    it('asks for every page, and keeps up as entities come and go', async () => {
      const { catalog, state } = catalogOf([entity('a')], [entity('b')]);
      const started = await start({ config: trusting(), catalog });
      expect(started.names()).toEqual(['a', 'b', 'prod-01']);
      expect(catalog.queryEntities.mock.calls[0][0]).toMatchObject({
        filter: { kind: 'Resource', 'spec.type': 'kubernetes-cluster' },
      });
      state.pages = [[entity('b')]];
      await started.clock.advance(60_000);
      expect(started.names()).toEqual(['b', 'prod-01']);
      state.away = true;
      await started.clock.advance(60_000);
      expect(started.names()).toEqual(['b', 'prod-01']);
      expect(started.registry.notes()).toHaveLength(1);
      await started.stop();
      expect(started.clock.pending).toBe(0);
    });

    it('never asks where nothing says whom to trust', async () => {
      const { catalog, state } = catalogOf([entity('a')]);
      const { clock, names, stop } = await start({ catalog });
      await clock.advance(120_000);
      expect([names(), state.asked]).toEqual([['prod-01'], 0]);
      await stop();
    });

    it('takes up at once what app-config trusts now, and which log-in it gives', async () => {
      const { catalog } = catalogOf([
        entity('a'),
        entity('b', 'b.example.com'),
      ]);
      const { clock, config, names, registry, stop } = await start({
        config: trusting(),
        catalog,
      });
      expect(names()).toEqual(['a', 'prod-01']);
      expect(registry.get('a')?.auth.type).toBe('unsupported');
      const data = trusting({ allowedHosts: ['b.example.com'] });
      config.update({
        data: {
          ...data,
          veleroManager: {
            ...(data.veleroManager as JsonObject),
            clusters: [{ name: 'b', auth }],
          },
        },
      });
      await clock.advance(0);
      expect(names()).toEqual(['b']);
      expect(registry.get('b')).toMatchObject({
        auth,
        definedAt: 'resource:default/b, annotated by veleroManager.clusters[0]',
      });
      config.update({ data: ours });
      await clock.advance(0);
      expect(names()).toEqual(['prod-01']);
      await stop();
    });

    it('lets neither of two entities have the log-in of one name', async () => {
      const other = entity('a', 'evil.k8s.example.com');
      other.metadata.namespace = 'aaa';
      const { catalog } = catalogOf([entity('a'), other]);
      const { registry, stop } = await start({ config: trusting(), catalog });
      expect(registry.get('a')?.auth).toEqual({
        type: 'unsupported',
        reason:
          'it is defined by resource:aaa/a and resource:default/a; keep one of them',
      });
      await stop();
    });

    it('displaces no cluster of app-config, and says so', async () => {
      const { catalog } = catalogOf([entity('prod-01')]);
      const { registry, stop } = await start({ config: trusting(), catalog });
      expect(registry.get('prod-01')?.definedAt).toBe(
        'veleroManager.clusters[0]',
      );
      expect(registry.notes()).toEqual([
        {
          place: 'resource:default/prod-01',
          message: expect.stringContaining('is left out here'),
        },
      ]);
      await stop();
    });

    it('tells of what it must not take, but not of a flood of it', async () => {
      const many = Array.from({ length: 30 }, (_, i) =>
        entity(`x${i}`, 'elsewhere.example.org'),
      );
      const { catalog } = catalogOf(many);
      const { names, registry, stop } = await start({
        config: trusting(),
        catalog,
      });
      expect(names()).toEqual(['prod-01']);
      const notes = registry.notes();
      expect(notes).toHaveLength(21);
      expect(notes[0]).toEqual({
        place: 'resource:default/x0',
        message:
          'This cluster is left out: its host "elsewhere.example.org" is not one of \'veleroManager.catalogClusters.allowedHosts\'.',
      });
      expect(notes[20].message).toContain('10 more');
      await stop();
    });
  });
});
