import fc from 'fast-check';
import { parseSettings, RepositorySettings } from '../snapshot';
import { decidePolicy, membershipsNeeded } from './decidePolicy';
import { Memberships, ReviewedChange } from './ReviewedChange';

const parsed = parseSettings(`layout: 1
repository: { url: 'https://github.com/your-org/velero-gitops-config' }
environments:
  production:
    clusterNames: prod-cluster-<nn>
    approvals: 2
    teams: [your-org/security]
    reviewers: [your-org/backup-admins, root]
  staging:
    clusterNames: staging-cluster-<nn>
    approvals: 1
    reviewers: [your-org/backup-admins]
  trial:
    clusterNames: trial-cluster-<nn>
    approvals: 1
  development:
    clusterNames: dev-cluster-<nn>
    approvals: 0
`);
if (!parsed.ok) throw new Error(parsed.reason);
const settings: RepositorySettings = parsed.value;

const memberships: Memberships = {
  teams: new Map([
    ['your-org/security', ['sasha']],
    ['your-org/backup-admins', ['piotr', 'sasha', 'noor']],
  ]),
  writers: ['wanda'],
};

const PRODUCTION =
  'environments/production/clusters/prod-cluster-01/velero-config/backup-schedules/daily-full-30day.yaml';
const STAGING = 'environments/staging/shared/kustomization.yaml';
const DEVELOPMENT = 'environments/development/shared/kustomization.yaml';
const TRIAL = 'environments/trial/shared/kustomization.yaml';

const change = (rest: Partial<ReviewedChange> = {}): ReviewedChange => ({
  paths: [PRODUCTION],
  approvers: [],
  author: 'portal[bot]',
  committers: ['portal[bot]'],
  requesters: ['amelia'],
  ...rest,
});

describe('decidePolicy', () => {
  it.each<[string, Partial<ReviewedChange>, string, string]>([
    [
      'asks production for two, and the security team',
      {},
      'pending',
      'production: 0 of 2 approvals, none of your-org/security.',
    ],
    [
      'takes one of the team and one of the reviewers',
      { approvers: ['sasha', 'piotr'] },
      'success',
      'production: approved by sasha, piotr.',
    ],
    [
      'takes a user who is named by log-in',
      { approvers: ['Root', 'sasha'] },
      'success',
      'production: approved by Root, sasha.',
    ],
    [
      'waits for the team although the number is there',
      { approvers: ['piotr', 'noor'] },
      'pending',
      'production: 2 of 2 approvals, none of your-org/security.',
    ],
    [
      'counts one who stands in two teams once',
      { approvers: ['sasha'] },
      'pending',
      'production: 1 of 2 approvals.',
    ],
    [
      'counts a log-in once however it is written',
      { approvers: ['sasha', 'SASHA'] },
      'pending',
      'production: 1 of 2 approvals.',
    ],
    [
      'does not count whoever asked for it',
      { approvers: ['sasha', 'Piotr'], requesters: ['piotr'] },
      'pending',
      'production: 1 of 2 approvals; Piotr asked for it and does not count.',
    ],
    [
      'does not count whoever wrote part of it',
      { approvers: ['sasha', 'piotr'], committers: ['portal[bot]', 'piotr'] },
      'pending',
      'production: 1 of 2 approvals; piotr wrote part of it and does not count.',
    ],
    [
      'does not count whoever opened it',
      { approvers: ['sasha', 'piotr'], author: 'sasha' },
      'pending',
      'production: 1 of 2 approvals, none of your-org/security; sasha opened it and does not count.',
    ],
    [
      'does not count whom the policy does not name',
      { approvers: ['sasha', 'wanda'] },
      'pending',
      'production: 1 of 2 approvals; wanda is not named by the policy.',
    ],
    [
      'waits where the host does not know who wrote a commit',
      { approvers: ['sasha', 'piotr'], committers: ['portal[bot]', null] },
      'pending',
      'A commit is by somebody whom the Git host does not know, so nobody can be shown to be independent of it.',
    ],
    [
      'minds no unknown committer where no approval is asked for',
      { paths: [DEVELOPMENT], committers: [null] },
      'success',
      'development asks for no approval.',
    ],
    [
      'asks staging for one of its reviewers',
      { paths: [STAGING], approvers: ['noor'] },
      'success',
      'staging: approved by noor.',
    ],
    [
      'takes the strictest of several environments',
      { paths: [DEVELOPMENT, PRODUCTION, STAGING], approvers: ['noor'] },
      'pending',
      'production: 1 of 2 approvals, none of your-org/security.',
    ],
    [
      'asks each environment: the reviewers of one do not decide of another',
      { paths: [TRIAL, PRODUCTION], approvers: ['sasha', 'piotr'] },
      'pending',
      'trial: 0 of 1 approval.',
    ],
    [
      'takes whoever may write where nobody is named',
      { paths: [TRIAL], approvers: ['wanda'] },
      'success',
      'trial: approved by wanda.',
    ],
    [
      'takes nobody else there',
      { paths: [TRIAL], approvers: ['piotr'] },
      'pending',
      'trial: 0 of 1 approval; piotr is not named by the policy.',
    ],
    [
      'lets prose pass',
      { paths: ['README.md', 'docs/deployment-guide.md', 'docs/a/b.md'] },
      'success',
      'It reaches no environment.',
    ],
  ])('%s', (_, rest, state, description) => {
    expect(decidePolicy(change(rest), settings, memberships)).toMatchObject({
      state,
      description,
    });
  });

  it.each<[string, string[]]>([
    [PRODUCTION, ['production']],
    [DEVELOPMENT, ['development']],
    ['argocd-apps/projects/staging.yaml', ['staging']],
    ['argocd-apps/environments/staging-apps.yaml', ['staging']],
    ['argocd-apps/cluster-apps/prod-cluster-07.yaml', ['production']],
    ['flux/clusters/dev-cluster-01.yaml', ['development']],
    ['docs/a.md', []],
    ['.velero-manager.yaml', Object.keys(settings.environments)],
    ['.github/workflows/validate.yaml', Object.keys(settings.environments)],
    ['policies/exemptions.yaml', Object.keys(settings.environments)],
    ['bases/daily/v1/kustomization.yaml', Object.keys(settings.environments)],
    ['argocd-apps/bootstrap/root-app.yaml', Object.keys(settings.environments)],
    ['argocd-apps/cluster-apps/other.yaml', Object.keys(settings.environments)],
    ['environments/Development/x.yaml', Object.keys(settings.environments)],
    ['environments/__proto__/x.yaml', Object.keys(settings.environments)],
    ['environments/development', Object.keys(settings.environments)],
    ['docs/kustomization.yaml', Object.keys(settings.environments)],
  ])('asks for %s those of %j', (path, environments) => {
    const { requirements } = decidePolicy(
      change({ paths: [path] }),
      settings,
      memberships,
    );
    expect(requirements.map(one => one.environment).sort()).toEqual(
      [...environments].sort(),
    );
  });

  it('asks all environments where not all paths are known', () => {
    expect(
      decidePolicy(change({ paths: null }), settings, memberships).requirements,
    ).toHaveLength(4);
  });

  it.each<[string, Memberships]>([
    ['were not read', { teams: new Map(), writers: null }],
    [
      'could not be read',
      {
        teams: new Map([
          ['your-org/security', null],
          ['your-org/backup-admins', ['piotr']],
        ]),
        writers: null,
      },
    ],
  ])('counts nobody of teams that %s', (_, unknown) => {
    expect(
      decidePolicy(change({ approvers: ['sasha', 'noor'] }), settings, unknown),
    ).toMatchObject({
      state: 'pending',
      discounted: [
        { login: 'sasha', reason: 'unknown_membership' },
        { login: 'noor', reason: 'unknown_membership' },
      ],
    });
  });

  it('says which memberships it takes', () => {
    expect(membershipsNeeded({ paths: [PRODUCTION] }, settings)).toEqual({
      teams: ['your-org/backup-admins', 'your-org/security'],
      writers: false,
    });
    expect(
      membershipsNeeded({ paths: [TRIAL, DEVELOPMENT] }, settings),
    ).toEqual({ teams: [], writers: true });
  });

  const logins = fc.constantFrom('amelia', 'piotr', 'sasha', 'noor', 'wanda');
  const paths = fc.constantFrom(
    PRODUCTION,
    STAGING,
    TRIAL,
    DEVELOPMENT,
    'README.md',
    'bases/a.yaml',
  );
  const changes: fc.Arbitrary<ReviewedChange> = fc.record({
    paths: fc.option(fc.array(paths, { maxLength: 4 })),
    approvers: fc.array(logins, { maxLength: 5 }),
    author: logins,
    committers: fc.array(fc.option(logins), { maxLength: 3 }),
    requesters: fc.array(logins, { maxLength: 2 }),
  });

  it('is never helped by whoever asked, wrote or opened it, nor by another path', () => {
    fc.assert(
      fc.property(changes, paths, (one, path) => {
        const decide = (rest: Partial<ReviewedChange> = {}) =>
          decidePolicy({ ...one, ...rest }, settings, memberships);
        const decision = decide();
        expect([...decision.description].length).toBeLessThanOrEqual(140);
        const involved = [...one.requesters, ...one.committers, one.author];
        const independent = one.approvers.filter(
          login => !involved.includes(login),
        );
        expect(decide({ approvers: independent }).state).toBe(decision.state);
        const more = one.paths && [...one.paths, path];
        const met = [decision.state, decide({ paths: more }).state];
        expect(met).not.toEqual(['pending', 'success']);
      }),
    );
  });

  it('keeps its sentence within what a commit status holds', () => {
    const approvers = Array.from(
      { length: 20 },
      (_, at) => `somebody-with-a-long-name-${at}`,
    );
    const { description } = decidePolicy(
      change({ paths: [TRIAL], approvers }),
      settings,
      { teams: new Map(), writers: approvers },
    );
    expect([...description]).toHaveLength(140);
    expect(description).toMatch(/^trial: approved by .*…$/);
  });
});
