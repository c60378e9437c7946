import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  applyPlan,
  checkRepository,
  intentKinds,
  parseIntent,
  plan,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { parse, parseAllDocuments } from 'yaml';
import { exampleIntents } from './__fixtures__/exampleIntents';
import { moreIntents } from './__fixtures__/moreIntents';
import { buildLeaves, hasKustomize } from './__testUtils__/buildLeaves';
import { StrictSchemas } from './__testUtils__/StrictSchemas';
import { readRepository } from './validate/readRepository';

const EXAMPLE = resolve(__dirname, '../../../examples/config-repository');

/** A folder with the CRDs of releases, each in `crds/<project>/`. */
const shared = process.env.VELERO_MANAGER_SHARED;

async function readExample(): Promise<Map<string, string>> {
  const read = await readRepository(EXAMPLE);
  if (!read.ok) throw new Error(read.reason);
  return read.value.files;
}

function intentOf(value: object) {
  const intent = parseIntent(value);
  if (!intent.ok) throw new Error(intent.reason);
  return intent.value;
}

function planOf(value: object, files: ReadonlyMap<string, string>) {
  return plan(intentOf(value), { revision: 'x', files, truncated: false });
}

/** The example after every kind of intent. */
async function readWorkedOn(): Promise<ReadonlyMap<string, string>> {
  let files = await readExample();
  for (const intent of moreIntents) {
    const outcome = planOf(intent, files);
    if (outcome.result !== 'planned') throw new Error(JSON.stringify(outcome));
    files = applyPlan(files, outcome.plan);
  }
  return files;
}

it('is worked on by intents of every kind', () => {
  const kinds = moreIntents.map(intent => intentOf(intent).kind);
  expect([...new Set(kinds)].sort()).toEqual([...intentKinds].sort());
});

it('holds no error after every kind of intent', async () => {
  const errors = checkRepository(await readWorkedOn()).filter(
    ({ severity }) => severity === 'error',
  );
  expect(errors).toEqual([]);
});

it.each(exampleIntents)('is as the portal writes it: %j', async intent => {
  expect(planOf(intent, await readExample())).toEqual({ result: 'unchanged' });
});

(hasKustomize() ? describe : describe.skip)('kubectl kustomize', () => {
  const leaves = readdirSync(EXAMPLE, { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('/kustomization.yaml'))
    .map(path => path.slice(0, -'/kustomization.yaml'.length));

  it('finds both leaves of each cluster', () => expect(leaves).toHaveLength(6));

  it.each(leaves)('builds %s, and every object in it', leaf => {
    const built = execFileSync('kubectl', ['kustomize', join(EXAMPLE, leaf)], {
      encoding: 'utf8',
    });
    const { resources } = parse(
      readFileSync(join(EXAMPLE, leaf, 'kustomization.yaml'), 'utf8'),
    );
    const listed: number = resources
      .map((file: string) => readFileSync(join(EXAMPLE, leaf, file), 'utf8'))
      .flatMap((text: string) => parseAllDocuments(text)).length;
    expect(parseAllDocuments(built)).toHaveLength(listed);
  });

  it('builds what every kind of intent writes', async () => {
    expect(await buildLeaves(await readWorkedOn())).toBe(9);
  }, 60_000);
});

(shared ? describe : describe.skip)('the CRDs of the projects', () => {
  const schemas = shared ? StrictSchemas.read(shared) : undefined;

  it('know every field of the example and of other plans', async () => {
    const files = await readWorkedOn();
    const { errors, kinds } = schemas!.check(files);
    expect(errors).toEqual([]);
    expect(kinds).toEqual([
      'argoproj.io/v1alpha1/AppProject',
      'argoproj.io/v1alpha1/Application',
      'argoproj.io/v1alpha1/ApplicationSet',
      'barmancloud.cnpg.io/v1/ObjectStore',
      'bitnami.com/v1alpha1/SealedSecret',
      'external-secrets.io/v1/ExternalSecret',
      'helm.toolkit.fluxcd.io/v2/HelmRelease',
      'kustomize.toolkit.fluxcd.io/v1/Kustomization',
      'longhorn.io/v1beta2/BackupTarget',
      'longhorn.io/v1beta2/RecurringJob',
      'monitoring.coreos.com/v1/PrometheusRule',
      'postgresql.cnpg.io/v1/ScheduledBackup',
      'source.toolkit.fluxcd.io/v1/GitRepository',
      'source.toolkit.fluxcd.io/v1/HelmRepository',
      'velero.io/v1/BackupStorageLocation',
      'velero.io/v1/Schedule',
      'velero.io/v1/VolumeSnapshotLocation',
    ]);
  });

  it('refuse what nobody knows', () => {
    const wrong = {
      apiVersion: 'velero.io/v1',
      kind: 'Schedule',
      spec: { schedule: '', template: { spec: {} } },
    };
    expect(schemas!.errorsOf(wrong)).toEqual([
      expect.stringContaining('"additionalProperty":"spec"'),
    ]);
  });
});

it('has a workflow that names a version of the command line', () => {
  const workflow = readFileSync(
    join(EXAMPLE, '.github/workflows/validate.yaml'),
    'utf8',
  );
  const { version } = JSON.parse(
    readFileSync(resolve(__dirname, '../package.json'), 'utf8'),
  );
  expect(workflow).toContain(
    `@velero-manager/cli@${version} validate --format github`,
  );
  expect(existsSync(join(EXAMPLE, '.github/CODEOWNERS'))).toBe(true);
});
