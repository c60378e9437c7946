import { mockServices } from '@backstage/backend-test-utils';
import type {
  ClusterSource,
  ClusterSupplier,
} from '@velero-manager/backstage-plugin-velero-manager-node';
import { MemoryClusterRegistry } from '../clusters';
import { clusterDefinition } from '../kubernetes/__testUtils__/clusterDefinition';
import { FakeClock } from '../kubernetes/__testUtils__/FakeClock';
import { startClusterSuppliers } from './startClusterSuppliers';

const source = (
  name: string,
  rest: Partial<ClusterSource> = {},
): ClusterSource => ({
  name,
  url: `https://${name}.example.com:6443/`,
  auth: { type: 'serviceAccountToken', token: 's3cr3t-token' },
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

async function start(...suppliers: ClusterSupplier[]) {
  const clock = new FakeClock();
  const registry = MemoryClusterRegistry.create();
  registry.replace('app-config', [clusterDefinition({ name: 'prod-01' })]);
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);
  const stop = await startClusterSuppliers({
    suppliers,
    registry,
    clock,
    logger,
  });
  const names = () => registry.list().map(({ name }) => name);
  const warnings = () => logger.warn.mock.calls.map(([message]) => message);
  return { clock, registry, stop, names, warnings };
}

describe('startClusterSuppliers', () => {
  it('adds clusters before it returns, with their origin', async () => {
    const { registry, stop } = await start(
      scripted('inventory', [
        [
          source('lab-01', {
            environment: 'development',
            argocd: { names: ['lab'] },
          }),
        ],
      ]),
    );
    expect(registry.get('lab-01')).toMatchObject({
      definedAt: "supplier 'inventory'[0]",
      url: 'https://lab-01.example.com:6443',
      environment: 'development',
      argocd: { names: ['lab'] },
    });
    await stop();
  });

  it('asks again every minute, and keeps the last set while a supplier fails', async () => {
    const { clock, names, warnings, stop } = await start(
      scripted('a', [
        [source('lab-01')],
        new Error('away'),
        new Error('away'),
        [],
      ]),
      scripted('b', [[source('lab-02')]]),
    );
    expect(names()).toEqual(['lab-01', 'lab-02', 'prod-01']);
    await clock.advance(120_000);
    expect(names()).toEqual(['lab-01', 'lab-02', 'prod-01']);
    expect(warnings()).toEqual([
      'Could not read clusters, keeping the last set: away',
    ]);
    await clock.advance(60_000);
    expect(names()).toEqual(['lab-02', 'prod-01']);
    await stop();
    expect(clock.pending).toBe(0);
  });

  it('leaves out what breaks a rule, tells why without secrets, keeps the rest', async () => {
    const { names, warnings, stop } = await start(
      scripted('a', [
        [
          source('../etc'),
          source('meta', { url: 'https://169.254.169.254/' }),
          source('lab-01'),
        ],
      ]),
    );
    expect(names()).toEqual(['lab-01', 'prod-01']);
    const [text] = warnings();
    expect(text).toContain('../etc');
    expect(text).toContain('metadata address');
    expect(text).not.toContain('s3cr3t');
    await stop();
  });

  it('displaces no name of app-config or of an earlier supplier', async () => {
    const { registry, warnings, stop } = await start(
      scripted('a', [[source('lab-01')]]),
      scripted('b', [[source('prod-01'), source('lab-01')]]),
    );
    expect(registry.get('prod-01')?.definedAt).toBe(
      'veleroManager.clusters[0]',
    );
    expect(registry.get('lab-01')?.definedAt).toBe("supplier 'a'[0]");
    expect(warnings()[0].split('\n')).toEqual([
      "Left out the cluster 'prod-01' of supplier 'b'[0]: it is defined at veleroManager.clusters[0] already",
      "Left out the cluster 'lab-01' of supplier 'b'[1]: it is defined at supplier 'a'[0] already",
    ]);
    await stop();
  });
});
