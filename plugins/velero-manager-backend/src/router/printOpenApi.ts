import { stringify } from 'yaml';
import { createOpenApiDocument } from './openapi';

const HEADING = `# Written from src/router/openapi.ts by "yarn openapi": edit that, not this.
`;

/** The text of `openapi.yaml`. @internal */
export function printOpenApi(): string {
  const document = createOpenApiDocument();
  return HEADING + stringify(document, { aliasDuplicateObjects: false });
}
