import { readFileSync } from 'node:fs';
import Ajv, { ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

type Json = Record<string, unknown>;

/**
 * The list of installations describes an account as a user and an enterprise
 * at once; the component `installation` of the same document says "or".
 */
function isEither(key: string, part: unknown): boolean {
  if (key !== 'allOf' || !Array.isArray(part)) return false;
  return part.map(({ title }) => title).join() === 'Simple User,Enterprise';
}

/** OpenAPI 3.0 says "nullable" where JSON Schema says so by types. */
function toJsonSchema(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toJsonSchema);
  if (typeof value !== 'object' || value === null) return value;
  const schema: Json = {};
  for (const [key, part] of Object.entries(value)) {
    // Examples are data and may hold anything, even "$ref" and "type".
    if (key === 'example' || key === 'examples') continue;
    schema[isEither(key, part) ? 'anyOf' : key] = toJsonSchema(part);
  }
  if (schema.nullable !== true) return schema;
  const { nullable, ...rest } = schema;
  return { anyOf: [{ type: 'null' }, rest] };
}

/** Checks answers against GitHub's own OpenAPI description. */
export class OpenApiValidator {
  readonly #document: Json;
  readonly #ajv: Ajv;
  readonly #compiled = new Map<string, ValidateFunction>();
  /** `operationId status` of all that was checked. */
  readonly checked = new Set<string>();

  private constructor(document: Json) {
    this.#document = document;
    this.#ajv = new Ajv({ strict: false, allErrors: true });
    addFormats(this.#ajv);
    this.#ajv.addFormat('repo.nwo', true);
    this.#ajv.addFormat('timestamp', true);
    const { components } = document;
    this.#ajv.addSchema({
      $id: 'openapi',
      components: toJsonSchema(components),
    });
  }

  static create(): OpenApiValidator {
    const file = require.resolve(
      '@octokit/openapi/generated/api.github.com.json',
    );
    return new OpenApiValidator(JSON.parse(readFileSync(file, 'utf8')));
  }

  /** @returns what is wrong with an answer, none if it is as described */
  problemsOf(answer: {
    method: string;
    /** Template. */
    path: string;
    status: number;
    body: unknown;
  }): string[] {
    const { method, path, status, body } = answer;
    const paths = this.#document.paths as Record<string, Record<string, Json>>;
    const operation = paths[path]?.[method.toLowerCase()];
    if (!operation) return [`${method} ${path} is not described`];
    const responses = operation.responses as Record<string, Json>;
    const response = this.#resolve(responses[String(status)]);
    if (!response) return [`${operation.operationId} has no ${status}`];
    this.checked.add(`${operation.operationId} ${status}`);
    const content = response.content as
      | Record<string, { schema: Json }>
      | undefined;
    const schema = content?.['application/json']?.schema;
    // Some refusals are described by their number alone.
    if (!schema)
      return body === undefined || status >= 400
        ? []
        : ['no body is described'];
    const validate = this.#validator(
      `${operation.operationId} ${status}`,
      schema,
    );
    if (validate(body)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) =>
        `${
          operation.operationId
        } ${status}: ${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  }

  #resolve(value: Json | undefined): Json | undefined {
    const ref = value?.$ref;
    if (typeof ref !== 'string') return value;
    return ref
      .split('/')
      .slice(1)
      .reduce<Json>((at, key) => at[key] as Json, this.#document);
  }

  #validator(name: string, schema: Json): ValidateFunction {
    const known = this.#compiled.get(name);
    if (known) return known;
    const text = JSON.stringify(toJsonSchema(schema)).replaceAll(
      '"$ref":"#/',
      '"$ref":"openapi#/',
    );
    const compiled = this.#ajv.compile(JSON.parse(text));
    this.#compiled.set(name, compiled);
    return compiled;
  }
}
