import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import Ajv, { ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { KubeObject } from '../../apiserver/KubeObject';

type Json = Record<string, unknown>;

/** Kinds that come as JSON schemas, because their projects publish no CRDs. */
const SCHEMA_FILE = /^([a-z]+)_(v[a-z0-9]+)\.(.+)\.schema\.json$/;

/**
 * A structural schema as JSON Schema, where nothing may stand that is not in
 * it: what an API server would prune is an error here.
 */
function toStrictSchema(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toStrictSchema);
  if (typeof value !== 'object' || value === null) return value;
  const { nullable, ...source } = value as Json;
  if (source['x-kubernetes-int-or-string']) return {};
  const schema: Json = {};
  for (const [key, part] of Object.entries(source)) {
    if (key.startsWith('x-') || key === 'example' || key === 'default')
      continue;
    schema[key] =
      key === 'properties'
        ? Object.fromEntries(
            Object.entries(part as Json).map(([name, inner]) => [
              name,
              toStrictSchema(inner),
            ]),
          )
        : toStrictSchema(part);
  }
  const isOpen = source['x-kubernetes-preserve-unknown-fields'] === true;
  if (schema.properties && !isOpen) schema.additionalProperties ??= false;
  return nullable ? { anyOf: [{ type: 'null' }, schema] } : schema;
}

/** Checks objects against the real CRDs in a folder, unknown fields and all. */
export class CrdValidator {
  readonly #checks = new Map<string, ValidateFunction>();

  /** @param folder - has a folder for each project */
  static load(folder: string): CrdValidator {
    const validator = new CrdValidator();
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    for (const file of files) {
      if (!existsSync(join(folder, file))) continue;
      if (file.endsWith('.yaml')) validator.#addCrd(join(folder, file));
      if (SCHEMA_FILE.test(basename(file))) {
        validator.#addSchema(join(folder, file));
      }
    }
    return validator;
  }

  /** @returns what is wrong with an object; `null` if its kind is not known */
  problemsOf(object: KubeObject): string[] | null {
    const validate = this.#checks.get(
      `${object.apiVersion}/${object.kind}`.toLocaleLowerCase('en-US'),
    );
    if (!validate) return null;
    const { metadata, ...rest } = object;
    if (validate({ ...rest, metadata: { name: metadata.name } })) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) =>
        `${object.kind} '${
          metadata.name
        }': ${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  }

  #addCrd(file: string): void {
    const { kind, spec } = parse(readFileSync(file, 'utf8'));
    if (kind !== 'CustomResourceDefinition') return;
    for (const { name, schema } of spec.versions) {
      this.#add(
        `${spec.group}/${name}/${spec.names.kind}`,
        schema.openAPIV3Schema,
      );
    }
  }

  #addSchema(file: string): void {
    const [, kind, version, group] = SCHEMA_FILE.exec(basename(file)) ?? [];
    const schema = JSON.parse(readFileSync(file, 'utf8'));
    this.#add(`${group}/${version}/${kind}`, schema);
  }

  #add(name: string, schema: Json): void {
    const ajv = new Ajv({ strict: false, allErrors: true });
    addFormats(ajv);
    for (const format of ['int64', 'int32', 'byte', 'quantity']) {
      ajv.addFormat(format, true);
    }
    const { properties, ...rest } = toStrictSchema(schema) as Json;
    const closed = { ...(properties as Json), metadata: {} };
    this.#checks.set(
      name.toLocaleLowerCase('en-US'),
      lazily(() => ajv.compile({ ...rest, properties: closed })),
    );
  }
}

/** Most kinds are never asked for, and compiling is slow. */
function lazily(compile: () => ValidateFunction): ValidateFunction {
  let compiled: ValidateFunction | undefined;
  const validate = ((object: unknown) => {
    compiled ??= compile();
    const isValid = compiled(object);
    validate.errors = compiled.errors;
    return isValid;
  }) as ValidateFunction;
  return validate;
}
