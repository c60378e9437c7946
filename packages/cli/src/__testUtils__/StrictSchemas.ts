import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { ValidateFunction } from 'ajv';
import { parse, parseAllDocuments } from 'yaml';

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

/** What of a config repository is for clusters. */
const MANIFESTS = /^(environments|argocd-apps|flux|templates)\/.*\.ya?ml$/;

/** The projects whose kinds a config repository holds. */
const PROJECTS = [
  'velero',
  'argocd',
  'flux',
  'external-secrets',
  'sealed-secrets',
  'cloudnative-pg',
  'longhorn',
  'prometheus-operator',
];

/** A pattern as Go reads it, where `(?i)` asks for either case. */
const goPattern = Object.assign(
  (pattern: string, flags: string) =>
    pattern.includes('(?i)')
      ? new RegExp(pattern.replace('(?i)', ''), `${flags}i`)
      : new RegExp(pattern, flags),
  { code: 'goPattern' },
);

/**
 * The kinds of real releases, as strict as an API server with
 * `fieldValidation=Strict`: a field that is not known is an error.
 */
export class StrictSchemas {
  readonly #schemas = new Map<string, object>();
  readonly #validators = new Map<string, ValidateFunction>();

  private constructor() {}

  /** @param shared - holds the CRDs of each project in `crds/<project>/` */
  static read(shared: string): StrictSchemas {
    const schemas = new StrictSchemas();
    for (const project of PROJECTS) {
      const folder = join(shared, 'crds', project);
      for (const file of readdirSync(folder)) {
        if (file.endsWith('.yaml')) {
          schemas.#add(parse(readFileSync(join(folder, file), 'utf8')));
        }
      }
    }
    return schemas;
  }

  /** What is wrong with an object; undefined for a kind that is not known here. */
  errorsOf(object: { apiVersion: string; kind: string }): string[] | undefined {
    const validate = this.#validatorOf(keyOf(object));
    if (!validate) return undefined;
    validate(object);
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) =>
        `${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  }

  /** What is wrong in a whole repository, and the kinds that were looked at. */
  check(files: Iterable<[path: string, text: string]>): {
    errors: string[];
    kinds: string[];
  } {
    const kinds = new Set<string>();
    const errors: string[] = [];
    for (const [path, text] of files) {
      if (!MANIFESTS.test(path)) continue;
      for (const document of parseAllDocuments(text)) {
        const object = document.toJS();
        const found = this.errorsOf(object);
        if (!found) continue;
        kinds.add(keyOf(object));
        errors.push(...found.map(error => `${path}: ${error}`));
      }
    }
    return { errors, kinds: [...kinds].sort() };
  }

  #add({ spec }: Crd): void {
    for (const { name, served, schema } of spec.versions) {
      if (!served) continue;
      this.#schemas.set(
        `${spec.group}/${name}/${spec.names.kind}`,
        schema.openAPIV3Schema,
      );
    }
  }

  /** Compiled when it is needed: most kinds never are. */
  #validatorOf(key: string): ValidateFunction | undefined {
    const known = this.#validators.get(key);
    const schema = this.#schemas.get(key);
    if (known || !schema) return known;
    const ajv = new Ajv({
      strict: false,
      validateFormats: false,
      code: { regExp: goPattern },
    });
    const validate = ajv.compile(closed(schema, true));
    this.#validators.set(key, validate);
    return validate;
  }
}

function keyOf({ apiVersion, kind }: { apiVersion: string; kind: string }) {
  return `${apiVersion}/${kind}`;
}

/** The schema with unknown fields forbidden. */
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
