import { ConfigReader } from '@backstage/config';
import {
  chooseConfigRepository,
  readConfigRepositories,
} from './readConfigRepositories';

const url = 'https://github.com/your-org/velero-gitops-config';

const read = (...configRepositories: object[]) =>
  readConfigRepositories(
    new ConfigReader({ veleroManager: { configRepositories } }),
  );

describe('readConfigRepositories', () => {
  it('fills in defaults', () => {
    expect(read({ name: 'main', url })).toEqual([
      {
        name: 'main',
        url,
        owner: 'your-org',
        repo: 'velero-gitops-config',
        branch: 'main',
        engine: null,
        scope: { environments: null, clusters: null },
      },
    ]);
    expect(readConfigRepositories(new ConfigReader({}))).toEqual([]);
  });

  it.each([`${url}/`, `${url}.git`])('takes %s', given => {
    expect(read({ name: 'main', url: given })[0]).toMatchObject({
      url,
      repo: 'velero-gitops-config',
    });
  });

  it('takes plain http at this machine alone', () => {
    const config = (host: string) =>
      new ConfigReader({
        integrations: { github: [{ host, apiBaseUrl: `http://${host}/api` }] },
        veleroManager: {
          configRepositories: [{ name: 'main', url: `http://${host}/o/r` }],
        },
      });
    expect(readConfigRepositories(config('localhost:3300'))).toMatchObject([
      { url: 'http://localhost:3300/o/r' },
    ]);
    expect(() => readConfigRepositories(config('git.example'))).toThrow(
      "'veleroManager.configRepositories[0].url' must begin with 'https://'",
    );
  });

  it.each([
    [{ url }, "[0].name' must be a text"],
    [{ name: '../x', url }, "[0].name' must be at most 63"],
    [{ name: 'a', url: 'github.com/o/r' }, "[0].url' must be the address"],
    [{ name: 'a', url: 'https://u:p@github.com/o/r' }, 'no log-in'],
    [{ name: 'a', url: 'https://github.com/o' }, 'must be a repository'],
    [{ name: 'a', url: 'https://github.com/o/..' }, 'must be a repository'],
    [{ name: 'a', url: `${url}/tree/main` }, 'must be a repository'],
    [{ name: 'a', url: 'https://gitlab.com/o/r' }, "'integrations.github'"],
    [{ name: 'a', url, branch: '-x' }, "[0].branch' must be the name"],
    [{ name: 'a', url, engine: 'helm' }, "[0].engine' must be 'argocd'"],
    [{ name: 'a', url, brunch: 'x' }, "[0]' has the unknown key 'brunch'"],
    [{ name: 'a', url, scope: { clusters: ['A'] } }, '[0].scope.clusters[0]'],
    [{ name: 'a', url, scope: { teams: ['x'] } }, "unknown key 'teams'"],
  ])('refuses %j', (entry, message) => {
    expect(() => read(entry)).toThrow(message);
    expect(() => read(entry)).not.toThrow('u:p');
  });

  it('names all problems at once', () => {
    expect(() => read({ name: 'A', url }, { name: 'b', url: 'x' })).toThrow(
      /\[0\]\.name[^]*\[1\]\.url/,
    );
  });

  it.each([
    [undefined, undefined],
    [undefined, { environments: ['production'] }],
    [{ clusters: ['prod-*'] }, { clusters: ['*-01'] }],
    [{ clusters: ['prod-?1'] }, { clusters: ['prod-0?'] }],
    [
      { environments: ['staging', 'production'], clusters: ['a*'] },
      { environments: ['production'], clusters: ['*b'] },
    ],
  ])('refuses the scopes %j and %j, which overlap', (one, other) => {
    expect(() =>
      read(
        { name: 'a', url, ...(one && { scope: one }) },
        { name: 'b', url: `${url}-2`, ...(other && { scope: other }) },
      ),
    ).toThrow("'a' and 'b' could both take the same change");
  });

  it('refuses two of the same name', () => {
    expect(() =>
      read(
        { name: 'a', url, scope: { clusters: ['x'] } },
        { name: 'a', url, scope: { clusters: ['y'] } },
      ),
    ).toThrow("the name 'a' stands twice");
  });
});

describe('chooseConfigRepository', () => {
  const repositories = read(
    { name: 'prod', url, scope: { environments: ['production'] } },
    {
      name: 'edge',
      url: `${url}-edge`,
      scope: { environments: ['staging'], clusters: ['edge-*'] },
    },
  );
  const choose = (environment: string, cluster: string | null) =>
    chooseConfigRepository(repositories, { environment, cluster }).name;

  it('finds the one whose scope holds environment and cluster', () => {
    expect(choose('production', 'edge-01')).toBe('prod');
    expect(choose('staging', 'edge-01')).toBe('edge');
  });

  it('finds the one of an environment, for what is about no cluster', () => {
    expect(choose('production', null)).toBe('prod');
    expect(choose('staging', null)).toBe('edge');
    expect(() => choose('test', null)).toThrow(
      "No config repository is configured for the environment 'test'",
    );
  });

  it('does not guess which of several holds what is about no cluster', () => {
    const several = read(
      { name: 'east', url, scope: { clusters: ['east-*'] } },
      { name: 'west', url: `${url}-west`, scope: { clusters: ['west-*'] } },
    );
    expect(() =>
      chooseConfigRepository(several, {
        environment: 'production',
        cluster: null,
      }),
    ).toThrow("more than one config repository, 'east' and 'west'");
  });

  it('says where none is configured', () => {
    expect(() => choose('staging', 'web-01')).toThrow(
      "No config repository is configured for the cluster 'web-01' of the environment 'staging'",
    );
    expect(() =>
      chooseConfigRepository([], { environment: 'a', cluster: 'b' }),
    ).toThrow('No config repository is configured: changes need');
  });
});
