import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { check, checkRepository } from '../check';
import { clusterDirectory, safePath } from '../snapshot';
import {
  alertRulesSaves,
  argocdApplications,
  argocdProjects,
  longhornBackupSaves,
  onboardings,
  postgresBackupSaves,
  reasons,
  scheduleSaves,
  snapshotLocationSaves,
  storageLocationSaves,
  credentialSaves,
} from './__testUtils__/arbitraries';
import {
  argocdApplicationSets,
  fluxKustomizations,
} from './__testUtils__/gitopsArbitraries';
import { argocdProject } from './__fixtures__/argocdProject';
import {
  intentOf,
  onboard,
  repositoryAfter,
  snapshotOf,
} from './__fixtures__/repositories';
import { applyPlan, plan } from '.';

const RUNS = 150;
const onboarded = repositoryAfter(onboard());

/** What a plan breaks of what is promised; what it must never break throws. */
function errorsOf(raw: object, files: ReadonlyMap<string, string>) {
  const intent = intentOf(raw);
  const outcome = plan(intent, snapshotOf(files));
  if (outcome.result !== 'planned') throw new Error(JSON.stringify(outcome));
  const after = applyPlan(files, outcome.plan);

  // Carried out, it leaves nothing to do.
  expect(plan(intent, snapshotOf(after))).toEqual({ result: 'unchanged' });

  for (const { path, content } of outcome.plan.files) {
    expect(safePath(path)).toEqual({ ok: true, value: path });
    expect(
      ('cluster' in intent &&
        path.startsWith(`${clusterDirectory(intent)}/`)) ||
        /^environments\/production\/shared\/([a-z-]+\/)?[a-z0-9-]+\.yaml$/.test(
          path,
        ) ||
        /^(argocd-apps|flux)\/[a-z-]+\/([a-z0-9-]+\/)?[a-z0-9-]+\.yaml$/.test(
          path,
        ),
    ).toBe(true);
    // YAML 1.1, as kubectl reads it, says the same as YAML 1.2.
    const read = (version: '1.1' | '1.2') =>
      parseAllDocuments(content ?? '', { version }).map(document => {
        expect(document.errors).toEqual([]);
        return document.toJS();
      });
    expect(read('1.1')).toEqual(read('1.2'));
  }
  const errors = (findings: ReturnType<typeof check>) =>
    findings.filter(({ severity }) => severity === 'error');
  return [
    ...errors(check({ plan: outcome.plan }, snapshotOf(files))),
    ...errors(checkRepository(after)),
  ];
}

it('plans schedules that hold what is promised', () => {
  fc.assert(
    fc.property(scheduleSaves, intent => {
      expect(errorsOf(intent, onboarded)).toEqual([]);
    }),
    { numRuns: RUNS },
  );
});

it('plans clusters that hold what is promised', () => {
  fc.assert(
    fc.property(onboardings, intent => {
      expect(errorsOf(intent, onboarded)).toEqual([]);
    }),
    { numRuns: RUNS },
  );
});

it('plans projects of Argo CD that hold what is promised', () => {
  fc.assert(
    fc.property(argocdProjects, argocdProjects, (first, second) => {
      expect(errorsOf(first, onboarded)).toEqual([]);
      const outcome = plan(intentOf(first), snapshotOf(onboarded));
      if (outcome.result !== 'planned') throw new Error(outcome.result);
      const after = applyPlan(onboarded, outcome.plan);
      const edit = { ...second, name: first.name };
      // By chance, both want the same.
      if (plan(intentOf(edit), snapshotOf(after)).result === 'unchanged')
        return;
      expect(errorsOf(edit, after)).toEqual([]);
    }),
    { numRuns: 50 },
  );
});

it('plans applications of Argo CD that hold what is promised', () => {
  const files = new Map([
    ...onboarded,
    ['argocd-apps/projects/shop.yaml', argocdProject('shop')],
  ]);
  fc.assert(
    fc.property(argocdApplications, argocdApplications, (first, second) => {
      expect(errorsOf(first, files)).toEqual([]);
      const outcome = plan(intentOf(first), snapshotOf(files));
      if (outcome.result !== 'planned') throw new Error(outcome.result);
      const after = applyPlan(files, outcome.plan);
      const edit = { ...second, name: first.name };
      // By chance, both want the same.
      if (plan(intentOf(edit), snapshotOf(after)).result === 'unchanged')
        return;
      expect(errorsOf(edit, after)).toEqual([]);
    }),
    { numRuns: 50 },
  );
});

it('plans sets of applications that hold what is promised', () => {
  const files = new Map([
    ...onboarded,
    ['argocd-apps/projects/shop.yaml', argocdProject('shop')],
  ]);
  fc.assert(
    fc.property(
      argocdApplicationSets,
      argocdApplicationSets,
      (first, second) => {
        expect(errorsOf(first, files)).toEqual([]);
        const outcome = plan(intentOf(first), snapshotOf(files));
        if (outcome.result !== 'planned') throw new Error(outcome.result);
        const after = applyPlan(files, outcome.plan);
        const edit = { ...second, name: first.name };
        // By chance, both want the same.
        if (plan(intentOf(edit), snapshotOf(after)).result === 'unchanged')
          return;
        expect(errorsOf(edit, after)).toEqual([]);
      },
    ),
    { numRuns: 30 },
  );
});

it('plans kustomizations of Flux that hold what is promised', () => {
  const files = repositoryAfter(onboard({ engine: 'flux' }));
  fc.assert(
    fc.property(fluxKustomizations, fluxKustomizations, (first, second) => {
      expect(errorsOf(first, files)).toEqual([]);
      const outcome = plan(intentOf(first), snapshotOf(files));
      if (outcome.result !== 'planned') throw new Error(outcome.result);
      const after = applyPlan(files, outcome.plan);
      const { name, namespace } = first;
      const edit = { ...second, name, namespace };
      // By chance, both want the same.
      if (plan(intentOf(edit), snapshotOf(after)).result === 'unchanged')
        return;
      expect(errorsOf(edit, after)).toEqual([]);
    }),
    { numRuns: 30 },
  );
});

it('plans edits that hold what is promised, and rename nothing', () => {
  fc.assert(
    fc.property(
      scheduleSaves,
      scheduleSaves,
      (first, { scope, frequency, ...second }) => {
        const files = repositoryAfter(onboard(), first);
        const intent = {
          ...second,
          existing: `${first.scope}-${first.frequency}`,
        };
        const outcome = plan(intentOf(intent), snapshotOf(files));
        // By chance, both want the same.
        if (outcome.result === 'unchanged') return;
        expect(errorsOf(intent, files)).toEqual([]);
        expect(outcome).toMatchObject({
          result: 'planned',
          plan: { files: [{ action: 'edit' }] },
        });
      },
    ),
    { numRuns: 50 },
  );
});

it('plans storage locations that hold what is promised', () => {
  fc.assert(
    fc.property(storageLocationSaves, intent => {
      expect(errorsOf(intent, onboarded)).toEqual([]);
    }),
    { numRuns: RUNS },
  );
});

it('plans snapshot locations that hold what is promised', () => {
  fc.assert(
    fc.property(snapshotLocationSaves, intent => {
      expect(errorsOf(intent, onboarded)).toEqual([]);
    }),
    { numRuns: RUNS },
  );
});

it('plans pauses and removals that hold what is promised', () => {
  fc.assert(
    fc.property(scheduleSaves, reasons, (first, reason) => {
      const { environment, cluster, scope, frequency } = first;
      const place = { environment, cluster, existing: `${scope}-${frequency}` };
      const { paused: _, ...running } = first;
      const files = repositoryAfter(onboard(), running);
      const pause = { kind: 'schedule:pause', ...place, paused: true, reason };
      const resume = { kind: 'schedule:pause', ...place, paused: false };
      expect(errorsOf(pause, files)).toEqual([]);
      const paused = repositoryAfter(onboard(), running, pause);
      expect(errorsOf(resume, paused)).toEqual([]);
      const removal = { kind: 'schedule:delete', ...place };
      expect(errorsOf(removal, paused)).toEqual([]);
      expect(repositoryAfter(onboard(), running, pause, removal)).toEqual(
        repositoryAfter(onboard()),
      );
    }),
    { numRuns: 50 },
  );
});

it('plans the protection of databases that holds what is promised', () => {
  fc.assert(
    fc.property(postgresBackupSaves, intent => {
      expect(errorsOf(intent, onboarded)).toEqual([]);
    }),
    { numRuns: RUNS },
  );
});

it('plans another protection of a database that holds what is promised', () => {
  fc.assert(
    fc.property(
      postgresBackupSaves,
      postgresBackupSaves,
      (first, { namespace: _, database: __, ...second }) => {
        const files = repositoryAfter(onboard(), first);
        const intent = { ...first, ...second };
        const outcome = plan(intentOf(intent), snapshotOf(files));
        if (outcome.result === 'unchanged') return;
        expect(errorsOf(intent, files)).toEqual([]);
      },
    ),
    { numRuns: 50 },
  );
});

it('plans credentials that hold what is promised', () => {
  fc.assert(
    fc.property(credentialSaves, intent => {
      expect(errorsOf(intent, onboarded)).toEqual([]);
    }),
    { numRuns: RUNS },
  );
});

it('plans the protection of volumes of Longhorn that holds what is promised', () => {
  fc.assert(
    fc.property(
      longhornBackupSaves,
      longhornBackupSaves,
      (first, { job: _, ...second }) => {
        expect(errorsOf(first, onboarded)).toEqual([]);
        const files = repositoryAfter(onboard(), first);
        const intent = { ...first, ...second };
        if (plan(intentOf(intent), snapshotOf(files)).result === 'unchanged')
          return;
        expect(errorsOf(intent, files)).toEqual([]);
      },
    ),
    { numRuns: 40 },
  );
});

it('plans both steps of removing a cluster, and nothing of it is left', () => {
  fc.assert(
    fc.property(onboardings, reasons, (first, reason) => {
      const { environment, cluster } = first;
      const place = { kind: 'cluster:remove', environment, cluster };
      const files = repositoryAfter(onboard(), first);
      const pause = { ...place, step: 'pause', reason };
      expect(errorsOf(pause, files)).toEqual([]);
      const paused = repositoryAfter(onboard(), first, pause);
      const removal = { ...place, step: 'delete' };
      expect(errorsOf(removal, paused)).toEqual([]);
      expect(repositoryAfter(onboard(), first, pause, removal)).toEqual(
        onboarded,
      );
    }),
    { numRuns: 50 },
  );
});

it('plans alert rules that hold what is promised, and follow the schedules', () => {
  fc.assert(
    fc.property(
      alertRulesSaves,
      scheduleSaves,
      ({ namespace = 'monitoring', ...first }, schedule) => {
        const rules = { ...first, namespace };
        const { paused: _, ...running } = schedule;
        expect(errorsOf(rules, onboarded)).toEqual([]);
        const more = repositoryAfter(onboard(), rules, running);
        expect(errorsOf(rules, more)).toEqual([]);
        const removal = {
          kind: 'schedule:delete',
          environment: schedule.environment,
          cluster: schedule.cluster,
          existing: `${schedule.scope}-${schedule.frequency}`,
        };
        const rulesOf = (...intents: object[]) =>
          repositoryAfter(onboard(), ...intents).get(
            'environments/production/shared/alert-rules/prod-cluster-01.yaml',
          );
        expect(rulesOf(rules, running, rules, removal, rules)).toBe(
          rulesOf(rules),
        );
      },
    ),
    { numRuns: 15 },
  );
});
