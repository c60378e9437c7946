import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { checkRepository } from '../check';
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
  filesAfter,
  intentOf,
  onboard,
  repositoryAfter,
  snapshotOf,
} from './__fixtures__/repositories';
import { applyPlan, plan } from '.';

const RUNS = 150;
const onboarded = repositoryAfter(onboard());
const ofTeam = new Map([
  ...onboarded,
  ['argocd-apps/projects/shop.yaml', argocdProject('shop')],
]);
const ofFlux = repositoryAfter(onboard({ engine: 'flux' }));

const PLACES = [
  /^environments\/production\/shared\/([a-z-]+\/)?[a-z0-9-]+\.yaml$/,
  /^(argocd-apps|flux)\/[a-z-]+\/([a-z0-9-]+\/)?[a-z0-9-]+\.yaml$/,
];

function errorsIn(files: ReadonlyMap<string, string>) {
  return checkRepository(files).filter(({ severity }) => severity === 'error');
}

/**
 * Holds of a plan what is promised of any. What the checks find when they see
 * no more than the portal reads, `yarn fuzz:plans` asks: here they see all.
 *
 * @returns the files when it is carried out, and what the checks hold against them
 */
function carryOut(
  raw: object,
  files: ReadonlyMap<string, string>,
  expected: { actions?: string[]; isEdit?: boolean } = {},
) {
  const intent = intentOf(raw);
  const outcome = plan(intent, snapshotOf(files));
  // By chance, an edit wants what is there.
  if (expected.isEdit && outcome.result === 'unchanged') {
    return { after: new Map(files), errors: [] };
  }
  if (outcome.result !== 'planned') throw new Error(JSON.stringify(outcome));
  const { actions } = expected;
  if (actions) {
    expect(outcome.plan.files.map(({ action }) => action)).toEqual(actions);
  }
  const after = applyPlan(files, outcome.plan);

  // Carried out, it leaves nothing to do.
  expect(plan(intent, snapshotOf(after))).toEqual({ result: 'unchanged' });

  for (const { path, content } of outcome.plan.files) {
    expect(safePath(path)).toEqual({ ok: true, value: path });
    expect(
      ('cluster' in intent &&
        path.startsWith(`${clusterDirectory(intent)}/`)) ||
        PLACES.some(place => place.test(path)),
    ).toBe(true);
    // YAML 1.1, as kubectl reads it, says the same as YAML 1.2.
    const read = (version: '1.1' | '1.2') =>
      parseAllDocuments(content ?? '', { version }).map(document => {
        expect(document.errors).toEqual([]);
        return document.toJS();
      });
    expect(read('1.1')).toEqual(read('1.2'));
  }
  return { after, errors: errorsIn(after) };
}

/** Saves something, then something else in its place. @returns what the checks hold against it */
function saveTwice<T extends object>(
  files: ReadonlyMap<string, string>,
  [first, second]: [T, T],
  identity: (keyof T)[],
) {
  const kept = Object.fromEntries(identity.map(key => [key, first[key]]));
  const { after, errors } = carryOut(first, files);
  const edited = carryOut({ ...second, ...kept }, after, { isEdit: true });
  return [...errors, ...edited.errors];
}

it.each([
  ['Argo CD', onboarded],
  ['Argo CD and a team', ofTeam],
  ['Flux', ofFlux],
])('starts from a repository for %s without errors', (_, files) => {
  expect(errorsIn(files)).toEqual([]);
});

it('plans schedules that hold what is promised', () => {
  fc.assert(
    fc.property(scheduleSaves, intent => {
      expect(carryOut(intent, onboarded).errors).toEqual([]);
    }),
    { numRuns: RUNS },
  );
});

it('plans clusters that hold what is promised', () => {
  fc.assert(
    fc.property(onboardings, intent => {
      expect(carryOut(intent, onboarded).errors).toEqual([]);
    }),
    { numRuns: RUNS },
  );
});

it('plans projects of Argo CD that hold what is promised', () => {
  fc.assert(
    fc.property(fc.tuple(argocdProjects, argocdProjects), both => {
      expect(saveTwice(onboarded, both, ['name'])).toEqual([]);
    }),
    { numRuns: 50 },
  );
});

it('plans applications of Argo CD that hold what is promised', () => {
  fc.assert(
    fc.property(fc.tuple(argocdApplications, argocdApplications), both => {
      expect(saveTwice(ofTeam, both, ['name'])).toEqual([]);
    }),
    { numRuns: 50 },
  );
});

it('plans sets of applications that hold what is promised', () => {
  fc.assert(
    fc.property(
      fc.tuple(argocdApplicationSets, argocdApplicationSets),
      both => {
        expect(saveTwice(ofTeam, both, ['name'])).toEqual([]);
      },
    ),
    { numRuns: 30 },
  );
});

it('plans kustomizations of Flux that hold what is promised', () => {
  fc.assert(
    fc.property(fc.tuple(fluxKustomizations, fluxKustomizations), both => {
      expect(saveTwice(ofFlux, both, ['name', 'namespace'])).toEqual([]);
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
        const existing = `${first.scope}-${first.frequency}`;
        const files = filesAfter(onboarded, first);
        const { errors } = carryOut({ ...second, existing }, files, {
          ...{ isEdit: true, actions: ['edit'] },
        });
        expect(errors).toEqual([]);
      },
    ),
    { numRuns: 50 },
  );
});

it('plans storage locations that hold what is promised', () => {
  fc.assert(
    fc.property(storageLocationSaves, intent => {
      expect(carryOut(intent, onboarded).errors).toEqual([]);
    }),
    { numRuns: RUNS },
  );
});

it('plans snapshot locations that hold what is promised', () => {
  fc.assert(
    fc.property(snapshotLocationSaves, intent => {
      expect(carryOut(intent, onboarded).errors).toEqual([]);
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
      const pause = { kind: 'schedule:pause', ...place, paused: true, reason };
      const resume = { kind: 'schedule:pause', ...place, paused: false };
      const paused = carryOut(pause, filesAfter(onboarded, running));
      const resumed = carryOut(resume, paused.after);
      const removal = { kind: 'schedule:delete', ...place };
      const removed = carryOut(removal, paused.after);
      expect([...paused.errors, ...resumed.errors]).toEqual([]);
      expect(removed).toEqual({ after: onboarded, errors: [] });
    }),
    { numRuns: 50 },
  );
});

it('plans the protection of databases that holds what is promised', () => {
  fc.assert(
    fc.property(postgresBackupSaves, intent => {
      expect(carryOut(intent, onboarded).errors).toEqual([]);
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
        const files = filesAfter(onboarded, first);
        const intent = { ...first, ...second };
        const { errors } = carryOut(intent, files, { isEdit: true });
        expect(errors).toEqual([]);
      },
    ),
    { numRuns: 50 },
  );
});

it('plans credentials that hold what is promised', () => {
  fc.assert(
    fc.property(credentialSaves, intent => {
      expect(carryOut(intent, onboarded).errors).toEqual([]);
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
        const saved = carryOut(first, onboarded);
        const intent = { ...first, ...second };
        const edited = carryOut(intent, saved.after, { isEdit: true });
        expect([...saved.errors, ...edited.errors]).toEqual([]);
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
      const files = filesAfter(onboarded, first);
      const paused = carryOut({ ...place, step: 'pause', reason }, files);
      expect(paused.errors).toEqual([]);
      const removal = { ...place, step: 'delete' };
      const removed = carryOut(removal, paused.after);
      expect(removed).toEqual({ after: onboarded, errors: [] });
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
        const alone = carryOut(rules, onboarded);
        const followed = carryOut(rules, filesAfter(alone.after, running));
        expect([...alone.errors, ...followed.errors]).toEqual([]);
        const removal = {
          kind: 'schedule:delete',
          environment: schedule.environment,
          cluster: schedule.cluster,
          existing: `${schedule.scope}-${schedule.frequency}`,
        };
        const path =
          'environments/production/shared/alert-rules/prod-cluster-01.yaml';
        const left = filesAfter(followed.after, removal, rules);
        expect(left.get(path)).toBe(alone.after.get(path));
      },
    ),
    { numRuns: 15 },
  );
});
