import { ConfigReader } from '@backstage/config';
import { defaultJudgeSettings } from '@velero-manager/backstage-plugin-velero-manager-common';
import { readVeleroManagerConfig } from './readVeleroManagerConfig';

const read = (veleroManager?: object) =>
  readVeleroManagerConfig(
    new ConfigReader(veleroManager ? { veleroManager } : {}),
  );

function problemsOf(veleroManager: object): string {
  try {
    read(veleroManager);
  } catch (error) {
    expect(error).toMatchObject({ name: 'InputError' });
    return (error as Error).message;
  }
  throw new Error('The configuration was accepted');
}

describe('readVeleroManagerConfig', () => {
  it('has defaults for all but objectives', () => {
    expect(read()).toEqual({
      silentAfterMs: 300_000,
      environmentRpoSeconds: {},
      settings: defaultJudgeSettings,
      claims: 'catalog',
    });
  });

  it('reads every key', () => {
    expect(
      read({
        clusters: [{ name: 'read-elsewhere' }],
        silentAfter: { minutes: 2, seconds: 30 },
        objectives: {
          verifyMaxAge: '30d',
          requireOffsite: false,
          acceptPartial: true,
          snapshotGrades: { 'csi.example.com': 'off-cluster' },
        },
        environments: {
          production: { objective: { rpo: '26h' } },
          staging: { objective: { rpo: '90m' } },
          development: {},
        },
        claims: 'confirmed',
      }),
    ).toEqual({
      silentAfterMs: 150_000,
      environmentRpoSeconds: { production: 93_600, staging: 5_400 },
      settings: {
        verifyMaxAgeSeconds: 2_592_000,
        requireOffsite: false,
        acceptPartial: true,
        gradeByDriver: { 'csi.example.com': 'off-cluster' },
      },
      claims: 'confirmed',
    });
  });

  it('reads the notations of durations that Backstage has', () => {
    expect(read({ silentAfter: 'PT5M' }).silentAfterMs).toBe(300_000);
    expect(read({ silentAfter: '90s' }).silentAfterMs).toBe(90_000);
  });

  it('names place, value and what is allowed, all problems at once', () => {
    const message = problemsOf({
      silentAfter: { seconds: 5 },
      claims: 'everybody',
      objectives: { verifyMaxAge: '3 months', rpo: '24h' },
      environments: {
        production: { objective: { rpo: '0h' } },
        staging: { objectives: { rpo: '24h' } },
        'Not A Name': {},
      },
    });
    expect(message.split('\n').slice(1)).toEqual([
      "- 'veleroManager.silentAfter' must be a duration of at least ten seconds, such as { minutes: 5 } or PT5M",
      `- 'veleroManager.environments.production.objective.rpo' must be a duration such as 90m, 26h or 90d, more than nothing and at most 3650d, not "0h"`,
      "- 'veleroManager.environments.staging' has the unknown key 'objectives'",
      "- 'veleroManager.environments.Not A Name' is not the name of an environment: at most 63 lower-case letters, digits and '-', beginning and ending with a letter or digit",
      `- 'veleroManager.objectives.verifyMaxAge' must be a duration such as 90m, 26h or 90d, more than nothing and at most 3650d, not "3 months"`,
      "- 'veleroManager.objectives' has no key 'rpo': an objective stands at an environment ('veleroManager.environments.<name>.objective.rpo') or at an entity",
      `- 'veleroManager.claims' must be 'catalog' or 'confirmed', not "everybody"`,
    ]);
  });

  it.each([
    [{ silentAfter: 'soon' }, "'veleroManager.silentAfter' must be a duration"],
    [{ silentAfter: { fortnights: 1 } }, "Needs one or more of 'years'"],
    [{ silentAfter: { minutes: -1 } }, 'at least ten seconds'],
    [{ environments: ['production'] }, "'veleroManager.environments' must be"],
    [{ objectives: { verifyMaxAge: 90 } }, 'must be a text'],
    [{ objectives: { verifyMaxAge: '9999999d' } }, 'at most 3650d'],
    [{ objectives: { acceptPartial: 'yes' } }, 'must be true or false'],
    [
      { objectives: { snapshotGrades: { 'csi.example.com': 'far' } } },
      "must be 'off-cluster', 'provider' or 'local'",
    ],
    [
      { objectives: { snapshotGrades: { 'No Driver': 'local' } } },
      'is not the name of a CSI driver',
    ],
    [{ claims: true }, 'not true'],
  ])('refuses %j', (veleroManager, problem) => {
    expect(problemsOf(veleroManager)).toContain(problem);
  });
});
