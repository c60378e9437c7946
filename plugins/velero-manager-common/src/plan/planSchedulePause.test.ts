import {
  intentOf,
  onboard,
  repositoryAfter,
  save,
  snapshotOf,
} from './__fixtures__/repositories';
import { applyPlan, plan } from '.';

const LEAF = 'environments/production/clusters/prod-cluster-01/velero-config';
const FILE = `${LEAF}/backup-schedules/hourly-checkout-30day.yaml`;

const files = repositoryAfter(onboard(), save());
const pause = (more: object = {}) => ({
  kind: 'schedule:pause',
  environment: 'production',
  cluster: 'prod-cluster-01',
  existing: 'checkout-hourly',
  paused: true,
  reason: 'The database moves to new volumes',
  ...more,
});
const resume = pause({ paused: false, reason: undefined });

function planned(intent: object, before: ReadonlyMap<string, string>) {
  const outcome = plan(intentOf(intent), snapshotOf(before));
  if (outcome.result !== 'planned') throw new Error(JSON.stringify(outcome));
  return outcome.plan;
}

it('pauses in place, and says why', () => {
  const text = (files.get(FILE) ?? '').replace(
    'spec:',
    '# runs on the hour\nspec:',
  );
  const change = planned(pause(), new Map(files).set(FILE, text));
  expect(change).toMatchObject({
    title: 'Pause schedule checkout-hourly of prod-cluster-01',
    files: [{ path: FILE, action: 'edit' }],
  });
  expect(change.files[0].content).toMatchInlineSnapshot(`
    "apiVersion: velero.io/v1
    kind: Schedule
    metadata:
      name: checkout-hourly
      namespace: velero
      labels:
        velero-manager.io/cluster: prod-cluster-01
        velero-manager.io/environment: production
      annotations:
        velero-manager.io/change: schedule-pause/production/prod-cluster-01/checkout-hourly
        velero-manager.io/spec-hash: 331dc4ee0264844f47e78a13a85e629f743f05a1f0f4594cdbbe1302adf156cc
        velero-manager.io/paused-reason: The database moves to new volumes
    # runs on the hour
    spec:
      schedule: 0 * * * *
      template:
        metadata:
          labels:
            velero-manager.io/cluster: prod-cluster-01
            velero-manager.io/environment: production
        includedNamespaces:
          - checkout
        ttl: 720h0m0s
      paused: true
    "
  `);
  expect(change.summary).toMatchInlineSnapshot(`
    "Pauses the schedule \`checkout-hourly\` of the cluster \`prod-cluster-01\` (production) in \`velero-config/backup-schedules/hourly-checkout-30day.yaml\`:

    - reason: \`The database moves to new volumes\`
    - no new backup of \`checkout\` is made by it until it is resumed
    - backups that it made stay, each for 30 days from its start; once those are over there is none left of it
    "
  `);
});

it('is nothing when carried out again, and another reason is a change', () => {
  const paused = applyPlan(files, planned(pause(), files));
  expect(plan(intentOf(pause()), snapshotOf(paused))).toEqual({
    result: 'unchanged',
  });
  const again = planned(pause({ reason: 'It moves on' }), paused);
  expect(again.files[0].content).toContain('paused-reason: It moves on');
});

it('lets a schedule run again, and takes the reason away', () => {
  const paused = applyPlan(files, planned(pause(), files));
  const change = planned(resume, paused);
  expect(change.title).toBe(
    'Resume schedule checkout-hourly of prod-cluster-01',
  );
  expect(change.files[0].content).toContain('paused: false');
  expect(change.files[0].content).not.toContain('paused-reason');
  const resumed = applyPlan(paused, change);
  expect(plan(intentOf(resume), snapshotOf(resumed))).toEqual({
    result: 'unchanged',
  });
});

it('says in Git that a schedule runs which somebody paused in the cluster', () => {
  expect(planned(resume, files).files[0].content).toContain('paused: false');
});

it('keeps the summary a summary, whatever the reason holds', () => {
  const reason = 'see `x` @shop/all <b> ${{ secrets.X }} : "y" #';
  const change = planned(pause({ reason }), files);
  expect(change.summary).toContain(
    '- reason: `see \'x\' @shop/all <b> ${{ secrets.X }} : "y" #`\n',
  );
  expect(
    plan(intentOf(pause({ reason })), snapshotOf(applyPlan(files, change))),
  ).toEqual({ result: 'unchanged' });
});

it.each([
  [
    'no such schedule',
    pause({ existing: 'nothing' }),
    files,
    /no schedule called 'nothing'/,
  ],
  [
    'no such cluster',
    pause({ cluster: 'prod-cluster-07' }),
    files,
    /must be onboarded first/,
  ],
  [
    'a spec that is an alias',
    pause(),
    new Map(files).set(
      FILE,
      (files.get(FILE) ?? '').replace('spec:', 'spec: *x\nx: &x'),
    ),
    /./,
  ],
  [
    'annotations that are a list',
    pause(),
    new Map(files).set(
      FILE,
      (files.get(FILE) ?? '').replace(
        /annotations:\n.*\n.*\n/,
        'annotations: []\n',
      ),
    ),
    /cannot be changed safely/,
  ],
])('conflicts with %s', (_, intent, before, reason) => {
  expect(plan(intentOf(intent), snapshotOf(before))).toMatchObject({
    result: 'conflict',
    reason: expect.stringMatching(reason),
  });
});
