import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createOpenApiDocument } from './openapi';
import { printOpenApi } from './printOpenApi';

describe('printOpenApi', () => {
  it('prints what openapi.yaml holds; else run "yarn openapi"', () => {
    const file = resolve(__dirname, '../../openapi.yaml');
    expect(printOpenApi()).toBe(readFileSync(file, 'utf8'));
  });

  it('has no reference that leads nowhere', () => {
    const document = createOpenApiDocument();
    const text = JSON.stringify(document);
    const refs = [...text.matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)];
    expect(refs.length).toBeGreaterThan(20);
    expect(text.match(/"\$ref"/g)).toHaveLength(refs.length);
    for (const [, group, name] of refs) {
      expect(
        document.components[group as keyof typeof document.components],
      ).toHaveProperty(name);
    }
  });

  it('declares each path parameter of each route', () => {
    for (const [path, operations] of Object.entries(
      createOpenApiDocument().paths,
    )) {
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const operation of Object.values(operations)) {
        const declared = operation.parameters
          .filter(parameter => parameter.in === 'path')
          .map(parameter => parameter.name);
        expect(declared).toEqual(names);
      }
    }
  });
});
