import { parseSettings, pathsOf, policyOf, safePath } from '.';
import {
  intentOf,
  onboard,
  save,
  SETTINGS,
} from '../plan/__fixtures__/repositories';
import { matchesClusterPattern } from './clusterPattern';

describe('safePath', () => {
  it.each([
    'a.yaml',
    '.velero-manager.yaml',
    '.github/workflows/validate.yaml',
    'a/b/c-d_e.1',
  ])('accepts %s', path =>
    expect(safePath(path)).toEqual({ ok: true, value: path }),
  );

  it.each([
    '',
    '/etc/passwd',
    '../a',
    'a/../b',
    'a/./b',
    'a//b',
    'a/',
    'a\\b',
    'a\u0000b',
    'a\nb',
    'environments/prоduction',
    'a\u202eb',
    '.git/config',
    'a/.GIT/hooks/x',
    'GIT~1/config',
    'a b',
    'C:x',
    'a.',
    'x'.repeat(500),
  ])('refuses %j', path => {
    expect(safePath(path)).toEqual({
      ok: false,
      reason: expect.stringMatching(/^The path "/),
    });
  });
});

describe('parseSettings', () => {
  it('fills in defaults', () => {
    const read = parseSettings(SETTINGS);
    if (!read.ok) throw new Error(read.reason);
    expect(read.value).toMatchObject({
      engine: 'argocd',
      repository: { branch: 'main' },
      velero: { namespace: 'velero', chart: { name: 'velero' } },
    });
    expect(policyOf(read.value, 'staging')).toMatchObject({
      approvals: 1,
      branchPrefix: 'feature/velero-manager/',
      autoMerge: false,
    });
    expect(policyOf(read.value, 'constructor')).toBeNull();
  });

  it.each([
    [
      'a misspelt policy',
      SETTINGS.replace('approvals: 2', 'aprovals: 2'),
      /yaml:6: environments.production has fields that are not known: "aprovals"/,
    ],
    [
      'a missing policy',
      SETTINGS.replace('    approvals: 1\n', ''),
      /yaml:8: environments.staging.approvals/,
    ],
    [
      'another layout',
      SETTINGS.replace('layout: 1', 'layout: 7'),
      /yaml:1: layout: must be 1/,
    ],
    [
      'a log-in',
      SETTINGS.replace('git.example', 'me:pw@git.example'),
      /yaml:2: repository.url/,
    ],
    ['min over max', SETTINGS.replace('min: 1d', 'min: 999d'), /retention/],
    [
      'a merge without approval',
      SETTINGS.replace('approvals: 1', 'approvals: 1\n    autoMerge: true'),
      /autoMerge/,
    ],
    [
      'a foreign branch prefix',
      SETTINGS.replace('approvals: 1', 'approvals: 1\n    branchPrefix: main'),
      /branchPrefix/,
    ],
    [
      'a greedy pattern',
      SETTINGS.replace('prod-cluster-<nn>', '(a+)+$'),
      /clusterNames/,
    ],
    ['no YAML', 'layout: [', /yaml:1: is not valid YAML/],
    ['a key twice', `${SETTINGS}layout: 1\n`, /is not valid YAML/],
    ['two documents', `${SETTINGS}---\n${SETTINGS}`, /exactly one document/],
    ['nothing', '', /exactly one document/],
  ])('refuses %s with its line', (_, text, problem) => {
    expect(parseSettings(text)).toEqual({
      ok: false,
      reason: expect.stringMatching(problem),
    });
  });

  it('survives a bomb of aliases', () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c]\n`;
    expect(parseSettings(bomb)).toMatchObject({ ok: false });
  });
});

it('matches names of clusters without regular expressions of others', () => {
  expect(matchesClusterPattern('prod-cluster-<nn>', 'prod-cluster-01')).toBe(
    true,
  );
  expect(matchesClusterPattern('prod-cluster-<nn>', 'prod-cluster-1')).toBe(
    false,
  );
  expect(matchesClusterPattern('*-cluster-<nn>', 'eu-prod-cluster-42')).toBe(
    true,
  );
  expect(matchesClusterPattern('*', 'a'.repeat(64))).toBe(false);
});

it('looks at as little as an intent needs', () => {
  expect(pathsOf(intentOf(save()))).toEqual({
    files: ['.velero-manager.yaml'],
    directories: [
      'environments/production/clusters/prod-cluster-01/velero-config',
    ],
  });
  expect(pathsOf(intentOf(onboard())).directories).toEqual([
    'environments/production/clusters/prod-cluster-01',
    'argocd-apps/bootstrap',
    'argocd-apps/projects',
  ]);
});
