import { parseIntent } from '../intents';
import {
  intentOf,
  onboard,
  protectLonghorn,
  repositoryAfter,
  snapshotOf,
} from './__fixtures__/repositories';
import type { ChangePlan } from './ChangePlan';
import { applyPlan, plan } from '.';

const LEAF = 'environments/production/clusters/prod-cluster-01/velero-config';
const TARGET = `${LEAF}/longhorn/backup-targets/default.yaml`;
const JOB = `${LEAF}/longhorn/recurring-jobs/nightly.yaml`;
const LIST = `${LEAF}/kustomization.yaml`;
const PROJECT = 'argocd-apps/projects/production.yaml';

const onboarded = repositoryAfter(onboard());
const protectedOnce = repositoryAfter(onboard(), protectLonghorn());

function planned(
  intent: object,
  files: ReadonlyMap<string, string>,
): ChangePlan {
  const outcome = plan(intentOf(intent), snapshotOf(files));
  if (outcome.result !== 'planned') throw new Error(JSON.stringify(outcome));
  return outcome.plan;
}

const after = (
  intent: object,
  files: ReadonlyMap<string, string>,
  path: string,
) => applyPlan(files, planned(intent, files)).get(path);

describe('volumes that nothing protects', () => {
  const change = planned(protectLonghorn(), onboarded);
  const files = new Map(change.files.map(file => [file.path, file]));

  it('get a target and a job, listed and allowed', () => {
    expect([...files.keys()]).toEqual([PROJECT, LIST, TARGET, JOB]);
    expect(files.get(TARGET)?.content).toMatchInlineSnapshot(`
      "apiVersion: longhorn.io/v1beta2
      kind: BackupTarget
      metadata:
        name: default
        namespace: longhorn-system
        labels:
          velero-manager.io/cluster: prod-cluster-01
          velero-manager.io/environment: production
        annotations:
          argocd.argoproj.io/sync-options: Prune=false,Delete=false
          velero-manager.io/change: longhorn-backup-save/production/prod-cluster-01/nightly
          velero-manager.io/spec-hash: 679bb3fad3487b2d49cc0e20df0e81837d01b1331df29c75cfc95eda00a3fb9a
      spec:
        backupTargetURL: s3://shop-volumes@eu-central-1/prod-cluster-01/
        credentialSecret: longhorn-object-store
        pollInterval: 5m0s
      "
    `);
    expect(files.get(JOB)?.content).toMatchInlineSnapshot(`
      "apiVersion: longhorn.io/v1beta2
      kind: RecurringJob
      metadata:
        name: nightly
        namespace: longhorn-system
        labels:
          velero-manager.io/cluster: prod-cluster-01
          velero-manager.io/environment: production
        annotations:
          velero-manager.io/change: longhorn-backup-save/production/prod-cluster-01/nightly
          velero-manager.io/spec-hash: bf01f0ff32ea0e7babed1b2ca11f63d51d38dc3356c1c4c78b31011db2671b3b
      spec:
        name: nightly
        task: backup
        cron: 0 2 * * *
        groups:
          - default
        retain: 14
        concurrency: 2
      "
    `);
    expect(files.get(PROJECT)?.content).toContain(
      'kind: BackupTarget\n    - group: longhorn.io\n      kind: RecurringJob\n',
    );
    expect(files.get(PROJECT)?.content).toContain(
      'namespace: longhorn-system\n',
    );
  });

  it('are named to the reviewers, with the labels of claims', () => {
    expect(change.summary).toMatchInlineSnapshot(`
      "Protects volumes of Longhorn of the cluster \`prod-cluster-01\` (production):

      - the job \`nightly\` backs up the volumes of \`default\` at \`0 2 * * *\` (UTC), 2 at a time
      - the last 14 backups of each volume are kept
      - backups go to \`s3://shop-volumes@eu-central-1/prod-cluster-01/\`, the target \`default\`
      - the credentials are in the Secret \`longhorn-object-store\` of the namespace \`longhorn-system\`, which must be there; it is not in Git
      - Longhorn makes the target \`default\` itself; \`defaultBackupStore\` in the values of its chart must not say otherwise

      Volumes without a label of any job are in the group \`default\` by themselves. Any other PersistentVolumeClaim is backed up once it has these labels; a volume that is detached is skipped unless Longhorn is set to attach it:

      \`\`\`yaml
      metadata:
        labels:
          recurring-job.longhorn.io/source: enabled
          recurring-job-group.longhorn.io/default: enabled
      \`\`\`
      "
    `);
  });

  it('are left alone once they are protected', () => {
    const again = plan(intentOf(protectLonghorn()), snapshotOf(protectedOnce));
    expect(again).toEqual({ result: 'unchanged' });
  });
});

describe('an edit', () => {
  it('keeps comments, order and fields of others, and renames nothing', () => {
    const job = `# Before the shops open
apiVersion: longhorn.io/v1beta2
kind: RecurringJob
metadata: { name: nightly, namespace: longhorn-system }
spec:
  task: backup-force-create # even without changes
  cron: '0 4 * * *' # at four
  retain: 3
  concurrency: 5
  parameters: { full-backup-interval: '7' }
`;
    const files = new Map(onboarded).set(`${LEAF}/ours.yaml`, job);
    const text = after(protectLonghorn(), files, `${LEAF}/ours.yaml`) ?? '';
    expect(text).toContain('# Before the shops open\n');
    expect(text).toContain('task: backup-force-create # even without changes');
    expect(text).toContain("cron: '0 2 * * *' # at four\n  retain: 14\n");
    expect(text).toContain("parameters: { full-backup-interval: '7' }");
    expect(text).toContain('groups:\n    - default\n');
    expect(planned(protectLonghorn(), files).summary).toContain('5 at a time');
  });

  it('says what a move of the target means', () => {
    const intent = protectLonghorn({
      targetUrl: 'nfs://nas.example.com:/volumes/prod',
      credentialSecret: undefined,
    });
    expect(planned(intent, protectedOnce).summary).toContain(
      'backups so far stay in `s3://shop-volumes@eu-central-1/prod-cluster-01/`',
    );
  });

  it.each([
    [
      'a job that does something else',
      new Map(protectedOnce).set(
        JOB,
        protectedOnce.get(JOB)?.replace('task: backup', 'task: snapshot') ?? '',
      ),
      JOB,
      /makes no backups/,
    ],
    [
      'a job that does something else by a merge key',
      new Map(protectedOnce).set(
        JOB,
        protectedOnce
          .get(JOB)
          ?.replace('task: backup', '<<: { task: snapshot }') ?? '',
      ),
      JOB,
      /makes no backups/,
    ],
    [
      'a foreign file in its place',
      new Map(onboarded).set(TARGET, 'a: 1\n'),
      TARGET,
      /holds something else/,
    ],
    [
      'no cluster',
      repositoryAfter(onboard({ cluster: 'prod-cluster-02' })),
      LIST,
      /must be onboarded first/,
    ],
  ])('conflicts with %s', (_, files, path, reason) => {
    expect(plan(intentOf(protectLonghorn()), snapshotOf(files))).toEqual({
      result: 'conflict',
      path,
      reason: expect.stringMatching(reason),
    });
  });
});

it.each<[string, object, RegExp]>([
  ['nothing to keep', { retain: 0 }, /retain: .*1/],
  ['no group', { groups: [] }, /groups/],
  ['a group twice', { groups: ['a', 'a'] }, /must not name a group twice/],
  ['a name that Longhorn refuses', { job: 'a'.repeat(41) }, /at most 40/],
  ['six fields', { cron: '0 0 2 * * *' }, /cron: .*five fields/],
  ['a path in a name', { job: '../nightly' }, /job must be/],
  ['a look-alike', { target: 'dеfault' }, /target must be/],
  ['a target without region', { targetUrl: 's3://shop' }, /targetUrl must be/],
  [
    'a log-in in an address',
    { targetUrl: 's3://key:secret@region/' },
    /targetUrl must be/,
  ],
  [
    'YAML in an address',
    { targetUrl: 'nfs://nas:/a\nx: y' },
    /targetUrl must be/,
  ],
  [
    'credentials of NFS',
    { targetUrl: 'nfs://nas.example.com:/volumes' },
    /credentialSecret must be left out/,
  ],
  ['ten megabytes', { job: 'a'.repeat(10_000_000) }, /10000000 char/],
])('the intent refuses %s', (_, more, reason) => {
  expect(parseIntent(protectLonghorn(more))).toEqual({
    ok: false,
    reason: expect.stringMatching(reason),
  });
});
