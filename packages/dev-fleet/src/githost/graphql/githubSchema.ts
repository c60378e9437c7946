import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, GraphQLSchema } from 'graphql';

const FILE = '@octokit/graphql-schema/schema.graphql';

let schema: GraphQLSchema | undefined;

/**
 * GitHub's own GraphQL schema, built when first asked for: it takes about a
 * second.
 *
 * @throws Error where the package is not installed
 * @internal
 */
export function githubSchema(): GraphQLSchema {
  schema ??= buildSchema(readFileSync(schemaFile(), 'utf8'), {
    assumeValid: true,
    noLocation: true,
  });
  return schema;
}

/** The package exports only code that CommonJS cannot load, so look for it. */
function schemaFile(): string {
  const folders = require.resolve.paths(FILE) ?? [];
  const found = folders
    .map(folder => join(folder, FILE))
    .find(file => existsSync(file));
  if (!found) throw new Error(`'${FILE}' is not installed`);
  return found;
}
