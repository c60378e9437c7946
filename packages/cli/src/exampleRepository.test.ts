import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  applyPlan,
  parseIntent,
  plan,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import Ajv, { ValidateFunction } from 'ajv';
import { parse, parseAllDocuments } from 'yaml';
import { exampleIntents } from './__fixtures__/exampleIntents';
import { readRepository } from './validate/readRepository';

const EXAMPLE = resolve(__dirname, '../../../examples/config-repository');

const hasKubectl = (() => {
  try {
    execFileSync('kubectl', ['version', '--client'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();
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

it.each(exampleIntents)('is as the portal writes it: %j', async intent => {
  expect(planOf(intent, await readExample())).toEqual({ result: 'unchanged' });
});

(hasKubectl ? describe : describe.skip)('kubectl kustomize', () => {
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
});

(shared ? describe : describe.skip)('the CRDs of the projects', () => {
  const validators = new Map<string, ValidateFunction>();

  beforeAll(() => {
    for (const project of ['velero', 'argocd', 'flux']) {
      const folder = join(shared ?? '', 'crds', project);
      for (const file of readdirSync(folder).filter(name =>
        name.endsWith('.yaml'),
      )) {
        addValidators(
          validators,
          parse(readFileSync(join(folder, file), 'utf8')),
        );
      }
    }
  });

  const others = [
    { ...exampleIntents[0], cluster: 'prod-cluster-90', engine: 'flux' },
    {
      ...exampleIntents[3],
      environment: 'production',
      cluster: 'prod-cluster-91',
      engine: 'argocd',
    },
    {
      ...exampleIntents[1],
      scope: 'all',
      excludedNamespaces: ['velero'],
      includedNamespaces: ['*'],
      snapshotMoveData: true,
      defaultVolumesToFsBackup: false,
      paused: true,
      labels: { team: 'on', 'example.com/tier': '1' },
    },
  ];

  it('know every field of the example and of other plans', async () => {
    let files = await readExample();
    for (const intent of others) {
      const outcome = planOf(intent, files);
      if (outcome.result !== 'planned')
        throw new Error(JSON.stringify(outcome));
      files = applyPlan(files, outcome.plan);
    }
    const checked = new Set<string>();
    for (const [path, text] of files) {
      if (!/^(environments|argocd-apps|flux|templates)\/.*\.yaml$/.test(path))
        continue;
      for (const document of parseAllDocuments(text)) {
        const object = document.toJS();
        const key = `${object.apiVersion}/${object.kind}`;
        const validate = validators.get(key);
        if (!validate) continue;
        checked.add(key);
        expect({
          path,
          valid: validate(object),
          errors: validate.errors,
        }).toEqual({
          path,
          valid: true,
          errors: null,
        });
      }
    }
    expect([...checked].sort()).toEqual([
      'argoproj.io/v1alpha1/AppProject',
      'argoproj.io/v1alpha1/Application',
      'helm.toolkit.fluxcd.io/v2/HelmRelease',
      'kustomize.toolkit.fluxcd.io/v1/Kustomization',
      'source.toolkit.fluxcd.io/v1/GitRepository',
      'source.toolkit.fluxcd.io/v1/HelmRepository',
      'velero.io/v1/BackupStorageLocation',
      'velero.io/v1/Schedule',
    ]);
  });

  it('refuse what nobody knows', () => {
    const validate = validators.get('velero.io/v1/Schedule');
    expect(
      validate?.({
        apiVersion: 'velero.io/v1',
        kind: 'Schedule',
        spec: { schedule: '', template: { spec: {} } },
      }),
    ).toBe(false);
  });
});

interface Crd {
  spec: {
    group: string;
    names: { kind: string };
    versions: {
      name: string;
      served: boolean;
      schema: { openAPIV3Schema: object };
    }[];
  };
}

function addValidators(
  validators: Map<string, ValidateFunction>,
  { spec }: Crd,
): void {
  for (const version of spec.versions.filter(({ served }) => served)) {
    const ajv = new Ajv({ strict: false, validateFormats: false });
    validators.set(
      `${spec.group}/${version.name}/${spec.names.kind}`,
      ajv.compile(closed(version.schema.openAPIV3Schema, true)),
    );
  }
}

/** The schema with unknown fields forbidden, as the server's strict validation has it. */
function closed(schema: unknown, isRoot = false): object {
  if (Array.isArray(schema)) return schema.map(item => closed(item));
  if (typeof schema !== 'object' || schema === null)
    return schema as unknown as object;
  const copy: Record<string, unknown> = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, closed(value)]),
  );
  if (copy['x-kubernetes-int-or-string']) delete copy.type;
  const open = copy['x-kubernetes-preserve-unknown-fields'] === true;
  if (isRoot || (copy.type === 'object' && copy.properties && !open)) {
    copy.additionalProperties ??= false;
  }
  return copy;
}

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
