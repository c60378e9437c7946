import {
  branchNameOf,
  intentIdentity,
  intentKinds,
  jsonSchemaOf,
  parseIntent,
  templateFieldsOf,
  templateParametersOf,
} from '.';
import { intentOf, onboard, save } from '../plan/__fixtures__/repositories';

const ofSchedule = (verb: string, more: object) => ({
  kind: `schedule:${verb}`,
  environment: 'production',
  cluster: 'prod-cluster-01',
  existing: 'checkout-hourly',
  ...more,
});

describe('parseIntent', () => {
  it('fills in what may be left out', () => {
    expect(intentOf(onboard())).toMatchObject({
      storage: { name: 'default', credentialSecret: { key: 'cloud' } },
      schedules: [{ scope: 'full' }, { scope: 'full' }],
    });
  });

  it('names every problem with its place', () => {
    expect(
      parseIntent(
        save({
          cron: '61 * * * *',
          retention: '30',
          cluster: undefined,
          colour: 1,
        }),
      ),
    ).toEqual({
      ok: false,
      reason: expect.stringMatching(
        /cluster is missing.*cron is no cron text.*retention must be.*the intent has fields that are not known: "colour"/,
      ),
    });
  });

  it.each([
    ['a path as a cluster', save({ cluster: '../other' }), /cluster/],
    [
      'a path as an environment',
      save({ environment: 'production/..' }),
      /environment/,
    ],
    ['look-alike letters', save({ cluster: 'prоd-cluster-01' }), /cluster/],
    ['a line break in a name', save({ scope: 'a\nb: c' }), /scope/],
    ['upper case', save({ scope: 'Checkout' }), /scope/],
    [
      'a template',
      save({ includedNamespaces: ['${{ secrets.X }}'] }),
      /includedNamespaces\[0\]/,
    ],
    [
      'YAML in a namespace',
      save({ includedNamespaces: ['a: [b'] }),
      /includedNamespaces\[0\]/,
    ],
    ['a second line of cron', save({ cron: '0 * * * *\nfoo: bar' }), /cron/],
    ['a date that never comes', save({ cron: '0 0 30 2 *' }), /never comes/],
    ['a cron with seconds', save({ cron: '0 0 2 * * *' }), /cron/],
    ['no retention at all', save({ retention: '0d' }), /retention/],
    [
      'all and more',
      save({ includedNamespaces: ['*', 'a'] }),
      /includedNamespaces/,
    ],
    [
      'in and out',
      save({ excludedNamespaces: ['checkout'] }),
      /excludedNamespaces/,
    ],
    ['two ways to name', save({ existing: 'x' }), /scope must be left out/],
    ['no name', save({ scope: undefined }), /scope is missing/],
    [
      'a label of Argo CD',
      save({ labels: { 'argocd.argoproj.io/instance': 'x' } }),
      /labels/,
    ],
    [
      'a label of Velero',
      save({ labels: { 'velero.io/schedule-name': 'x' } }),
      /labels/,
    ],
    [
      'a label that is prose',
      save({ labels: { team: 'the shop!' } }),
      /labels/,
    ],
    ['10 MB of text', save({ cron: '0'.repeat(10_000_000) }), /characters/],
    [
      'a prototype',
      JSON.parse('{"kind":"schedule:save","__proto__":{"a":1}}'),
      /missing|not known/,
    ],
    [
      'another kind',
      { kind: 'constructor' },
      /kind "constructor" is not known/,
    ],
    ['no object', 'schedule:save', /must be an object/],
    [
      'a pause without a reason',
      ofSchedule('pause', { paused: true }),
      /reason/,
    ],
    [
      'a reason to run again',
      ofSchedule('pause', { paused: false, reason: 'x' }),
      /reason must be left out/,
    ],
    [
      'a reason of two lines',
      ofSchedule('pause', { paused: true, reason: 'a\nb: c' }),
      /reason/,
    ],
    [
      'a reason of 10 MB',
      ofSchedule('pause', { paused: true, reason: 'a'.repeat(10_000_000) }),
      /characters/,
    ],
    [
      'a path to remove',
      ofSchedule('delete', { existing: '../x' }),
      /existing/,
    ],
    [
      'look-alike letters to remove',
      ofSchedule('delete', { existing: 'chеckout' }),
      /existing/,
    ],
    [
      'a log-in in an address',
      onboard({ server: 'https://me:secret@example.com' }),
      /server/,
    ],
    [
      'an address in clear',
      onboard({ server: 'http://example.com' }),
      /server/,
    ],
    [
      'one schedule',
      onboard({ schedules: [{ ...save(), kind: undefined }] }),
      /schedules/,
    ],
    ['a bidirectional title', onboard({ title: 'a\u202eb' }), /title/],
    [
      'a branch as chart version',
      onboard({ chartVersion: 'latest' }),
      /chartVersion/,
    ],
    [
      'a prefix that climbs',
      onboard({ storage: { ...onboard().storage, prefix: 'a/../b' } }),
      /storage.prefix/,
    ],
    [
      'MinIO without an address',
      onboard({ storage: { ...onboard().storage, provider: 'minio' } }),
      /storage.s3Url is missing/,
    ],
    [
      'a secret in the open',
      onboard({ storage: { ...onboard().storage, secretKey: 'hunter2' } }),
      /storage has fields that are not known: "secretKey"/,
    ],
  ])('refuses %s', (_, intent, problem) => {
    const read = parseIntent(intent);
    expect(read).toEqual({ ok: false, reason: expect.stringMatching(problem) });
    expect(JSON.stringify(read)).not.toContain('hunter2');
  });
});

it('leaves room in a name for what backups add', () => {
  const scope = 'a'.repeat(37);
  expect(parseIntent(save({ scope, frequency: 'monthly' }))).toMatchObject({
    ok: true,
  });
  expect(parseIntent(save({ scope: `${scope}a` }))).toMatchObject({
    ok: false,
  });
});

describe('intentIdentity', () => {
  it('does not depend on what is wanted of the thing', () => {
    const identity = 'schedule-save/production/prod-cluster-01/checkout-hourly';
    expect(intentIdentity(intentOf(save()))).toBe(identity);
    expect(intentIdentity(intentOf(save({ cron: '5 * * * *' })))).toBe(
      identity,
    );
    expect(
      intentIdentity(
        intentOf(
          save({
            scope: undefined,
            frequency: undefined,
            existing: 'checkout-hourly',
          }),
        ),
      ),
    ).toBe(identity);
    expect(intentIdentity(intentOf(onboard()))).toBe(
      'cluster-onboard/production/prod-cluster-01',
    );
  });

  it('makes a branch that Git accepts', () => {
    const intent = intentOf(
      save({ scope: undefined, frequency: undefined, existing: 'a.lock' }),
    );
    expect(branchNameOf(intent)).toBe(
      'feature/velero-manager/schedule-save/production/prod-cluster-01/a_lock',
    );
    expect(branchNameOf(intent, { branchPrefix: 'hotfix/' })).toMatch(
      /^hotfix\/schedule-save/,
    );
  });
});

describe('templateParametersOf', () => {
  // What a form fills in by itself begins a part; a browser asks for all that is required.
  it.each(intentKinds)(
    'neither fills nor asks for parts of %s that may be left out',
    kind => {
      const parts = templateParametersOf(kind).flatMap(page =>
        Object.entries(page.properties).filter(
          ([name, field]) => field.properties && !page.required.includes(name),
        ),
      );
      const begun = parts.flatMap(
        ([name, { properties = {}, required = [] }]) => [
          ...required.map(part => `${name}.${part} is asked for`),
          ...Object.entries(properties)
            .filter(([, { default: value }]) => value !== undefined)
            .map(([part]) => `${name}.${part} is filled in`),
        ],
      );
      expect(begun).toEqual([]);
    },
  );

  it.each([
    'schedule:save',
    'schedule:pause',
    'schedule:delete',
    'cluster:onboard',
  ] as const)(
    'shows every field of %s once, with a title and a description',
    kind => {
      const { properties = {}, required } = jsonSchemaOf(kind);
      const pages = templateParametersOf(kind);
      expect(pages.flatMap(templateFieldsOf).sort()).toEqual(
        Object.keys(properties).sort(),
      );
      expect(pages.flatMap(page => page.required).sort()).toEqual(
        [...(required ?? [])].sort(),
      );
      const branches = pages.flatMap(({ dependencies = {} }) =>
        Object.values(dependencies).flatMap(({ oneOf }) => oneOf),
      );
      const shown = Object.entries(
        Object.assign(
          {},
          ...[...branches, ...pages].map(one => one.properties),
        ),
      );
      for (const [, field] of shown) {
        expect(field).toMatchObject({
          title: expect.any(String),
          description: expect.any(String),
        });
      }
      expect(properties).not.toHaveProperty('kind');
    },
  );

  it('carries rules and defaults over', () => {
    const { storage, schedules } =
      jsonSchemaOf('cluster:onboard').properties ?? {};
    expect(storage.required).toEqual([
      'provider',
      'bucket',
      'region',
      'credentialSecret',
    ]);
    expect(storage.properties?.provider.enum).toEqual(['aws', 'minio']);
    expect(schedules).toMatchObject({
      minItems: 2,
      default: [{ scope: 'full' }, { scope: 'full' }],
    });
    expect(jsonSchemaOf('schedule:save').properties?.retention.pattern).toBe(
      '^[1-9][0-9]{0,4}[dh]$',
    );
  });
});
