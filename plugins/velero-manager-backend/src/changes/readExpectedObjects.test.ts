import {
  type ChangePlan,
  parseIntent,
  plan,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { journeyGoal } from '../acceptance';
import {
  configRepositoryFiles,
  onboardIntent,
  scheduleIntent,
} from './__testUtils__/configRepository';
import { readExpectedObjects } from './readExpectedObjects';
import { readExpectedSchedules } from './readExpectedSchedules';

const place = { environment: 'production', cluster: 'prod-01' };

function planOf(
  value: object,
  files = new Map(Object.entries(configRepositoryFiles())),
): ChangePlan {
  const intent = parseIntent(value);
  if (!intent.ok) throw new Error(intent.reason);
  const planned = plan(intent.value, {
    revision: 'r',
    files,
    truncated: false,
  });
  if (planned.result !== 'planned') throw new Error(JSON.stringify(planned));
  return planned.plan;
}

describe('readExpectedObjects', () => {
  it.each<[object, string[], string]>([
    [scheduleIntent(), [], 'first_run_good'],
    [
      onboardIntent('prod-02'),
      ['BackupStorageLocation velero/default'],
      'first_run_good',
    ],
    [
      {
        ...{ ...place, kind: 'storage-location:save', name: 'offsite' },
        ...{ provider: 'aws', bucket: 'offsite', region: 'eu-west-1' },
      },
      ['BackupStorageLocation velero/offsite'],
      'accepted',
    ],
    [
      {
        ...{ ...place, kind: 'snapshot-location:save', name: 'disks' },
        ...{ provider: 'aws', region: 'eu-west-1' },
      },
      [],
      'merged',
    ],
    [
      {
        ...{ ...place, kind: 'credential:save', name: 'object-store-2' },
        secretStore: { kind: 'ClusterSecretStore', name: 'vault' },
        remoteKey: 'velero/object-store',
      },
      [],
      'merged',
    ],
    [
      {
        ...{ ...place, kind: 'postgres-backup:save', namespace: 'shop' },
        ...{ database: 'db', method: 'plugin', cron: '0 2 * * *' },
        ...{ destinationPath: 's3://databases/shop', retention: '30d' },
        credentialSecret: { name: 'object-store' },
      },
      ['ObjectStore shop/db', 'PostgresScheduledBackup shop/db'],
      'accepted',
    ],
    [
      {
        ...{ ...place, kind: 'longhorn-backup:save', job: 'nightly' },
        ...{ target: 'default', targetUrl: 's3://longhorn@eu-west-1/' },
        ...{ cron: '0 2 * * *', groups: ['default'], retain: 7 },
      },
      [
        'LonghornBackupTarget longhorn-system/default',
        'LonghornRecurringJob longhorn-system/nightly',
      ],
      'accepted',
    ],
    [
      {
        ...{ kind: 'argocd-project:save', environment: 'production' },
        ...{ name: 'shop', repositories: ['https://github.com/o/shop'] },
        destinations: [{ server: 'https://prod-01', namespace: 'shop' }],
      },
      ['AppProject argocd/shop'],
      'applied',
    ],
  ])('of %j', (intent, expected, goal) => {
    const planned = planOf(intent);
    const objects = readExpectedObjects(planned);
    expect(
      objects.map(
        ({ kind, namespace, name }) => `${kind} ${namespace}/${name}`,
      ),
    ).toEqual(expected);
    expect(objects.every(({ specHash }) => specHash)).toBe(true);
    expect(
      journeyGoal({ schedules: readExpectedSchedules(planned), objects }),
    ).toBe(goal);
  });

  it('knows what a schedule took that is taken away', () => {
    const files = new Map(Object.entries(configRepositoryFiles()));
    for (const scope of ['checkout', 'web']) {
      const added = planOf(scheduleIntent({ scope }), files);
      for (const file of added.files) files.set(file.path, file.content ?? '');
    }
    const planned = planOf(
      { ...place, kind: 'schedule:delete', existing: 'checkout-hourly' },
      files,
    );
    const objects = readExpectedObjects(planned);
    expect(objects).toEqual([
      {
        kind: 'Schedule',
        namespace: 'velero',
        name: 'checkout-hourly',
        specHash: null,
        takes: { included: ['checkout'], excluded: [] },
      },
    ]);
    expect(journeyGoal({ schedules: [], objects })).toBe('applied');
  });
});
