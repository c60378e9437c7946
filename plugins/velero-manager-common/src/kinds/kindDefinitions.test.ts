import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { objectOf } from './__testUtils__/objects';
import { kindDefinitionList, kindDefinitions } from './kindDefinitions';
import { FactKind, KindDefinition } from './types';

/** The resource that the API server serves objects of a kind as. */
function resourceOf(kind: string): string {
  const word = kind.toLowerCase();
  if (word.endsWith('s')) return `${word}es`;
  return word.endsWith('y') ? `${word.slice(0, -1)}ies` : `${word}s`;
}

/** How an object is read, by its kind and the group of its apiVersion. */
function definitionOf({ apiVersion = '', kind = '' }) {
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
  return kindDefinitionList.find(
    definition =>
      definition.group === group && definition.resource === resourceOf(kind),
  );
}

describe('kindDefinitions', () => {
  it('lists every kind once', () => {
    expect(kindDefinitionList.map(d => d.kind).sort()).toEqual(
      Object.keys(kindDefinitions).sort(),
    );
    for (const definition of kindDefinitionList) {
      expect(kindDefinitions[definition.kind]).toBe(definition);
    }
  });

  describe.each(kindDefinitionList.map(d => [d.kind, d] as const))(
    '%s',
    (kind, definition) => {
      it('is read from where the API server serves it', () => {
        const object = objectOf(kind);
        expect(definitionOf(object)).toBe(definition);
        expect(definition.versions).toContain(
          object.apiVersion.split('/').at(-1),
        );
      });

      it('keeps nothing of an object but plain data', () => {
        const read = definition.parse(objectOf(kind));
        expect(read).toEqual(JSON.parse(JSON.stringify(read)));
        expect(read.ok).toBe(true);
      });

      it.each([
        [
          'no name',
          'metadata.name is missing',
          (o: any) => delete o.metadata.name,
        ],
        [
          'no uid',
          'metadata.uid is missing',
          (o: any) => delete o.metadata.uid,
        ],
        [
          'no creation',
          'metadata.creationTimestamp is missing',
          (o: any) => delete o.metadata.creationTimestamp,
        ],
        ['no metadata', 'metadata is missing', (o: any) => delete o.metadata],
        [
          'hostile name',
          'metadata.name must be a name',
          (o: any) => (o.metadata.name = '<b>'),
        ],
        [
          'wrong time',
          'metadata.creationTimestamp must be a time in RFC 3339',
          (o: any) => (o.metadata.creationTimestamp = 'yesterday'),
        ],
        [
          'no such day',
          'metadata.deletionTimestamp must be a time',
          (o: any) => (o.metadata.deletionTimestamp = '2026-02-30T00:00:00Z'),
        ],
      ])('is refused with %s', (_, reason, spoil) => {
        expect(definition.parse(objectOf(kind, spoil))).toEqual({
          ok: false,
          reason: expect.stringContaining(reason),
        });
      });

      it('never throws, whatever a cluster sends', () => {
        const whole = objectOf(kind);
        const anything = fc.oneof(
          fc.anything({ withNullPrototype: true, withBigInt: true }),
          fc.jsonValue(),
        );
        const sent = fc.oneof(
          anything,
          fc
            .record({ path: fc.constantFrom(...pathsOf(whole)), anything })
            .map(part => withField(whole, part.path, part.anything)),
        );
        fc.assert(
          fc.property(sent, object => {
            expect(wordsFor(definition, object)).toMatch(/./);
          }),
          { numRuns: 300 },
        );
      });
    },
  );
});

/** The paths of all fields of an object. */
function pathsOf(value: any, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path];
  const inside = Object.keys(value).flatMap(key =>
    pathsOf(value[key], [...path, key]),
  );
  return path.length > 0 ? [path, ...inside] : inside;
}

function withField(object: any, path: string[], value: unknown): unknown {
  const copy = structuredClone(object);
  const parent = path.slice(0, -1).reduce((inner, key) => inner[key], copy);
  parent[path[path.length - 1]] = value;
  return copy;
}

/** Does all that a collector does with an object. */
function wordsFor<K extends FactKind>(
  { parse, keep, index }: KindDefinition<K>,
  object: unknown,
): string {
  const read = parse(object);
  if (!read.ok) return read.reason;
  const { owner, occurredAt, outcome } = index(read.value);
  expect([null, 'string']).toContain(owner === null ? null : typeof owner);
  expect([null, 'string']).toContain(outcome === null ? null : typeof outcome);
  expect(Number.isNaN(Date.parse(occurredAt ?? '2026-01-01'))).toBe(false);
  return keep?.(read.value) === false ? 'not kept' : 'kept';
}

const shared = join(process.env.VELERO_MANAGER_SHARED ?? '', 'samples');

// Real objects that are not part of this repository; where they are absent,
// the fixtures above stand for them.
if (process.env.VELERO_MANAGER_SHARED && existsSync(shared))
  describe('objects from the field', () => {
    // | <file> | <apiVersion> <kind> | <status> | <source> | <edit> | <check> | <note> |
    const manifest = readFileSync(join(shared, 'MANIFEST.md'), 'utf8');
    const [, ...sections] = manifest.split(/^## (?=[\w-]+\n\n\| File)/m);
    const rows = sections.flatMap(section => {
      const folder = /^[\w-]+/.exec(section)?.[0] ?? '';
      return [...section.matchAll(/^\| (\S+\.(?:ya?ml|json)) \|(.*)$/gm)].map(
        ([, file, cells]) => {
          const [type, , , , check] = cells.split(' | ');
          const [apiVersion, kind] = type.trim().split(' ');
          return {
            file: `${folder}/${file}`,
            apiVersion,
            kind,
            isValid: /^(OK|PRUNE)/.test(check),
          };
        },
      );
    });
    const readable = rows.flatMap(row => {
      const definition = definitionOf(row);
      return definition && row.isValid ? { ...row, definition } : [];
    });

    it('are found', () => {
      expect(rows.length).toBe(
        readdirSync(shared, { recursive: true, encoding: 'utf8' }).filter(
          file => /\/.*\.(ya?ml|json)$/.test(file),
        ).length,
      );
      expect(readable.length).toBeGreaterThan(140);
    });

    it.each(readable.map(row => [row.file, row] as const))(
      '%s is accepted',
      (file, { definition }) => {
        for (const document of parseAllDocuments(
          readFileSync(join(shared, file), 'utf8'),
        )) {
          const { metadata, ...object } = document.toJS();
          const read = definition.parse({
            ...object,
            // What the API server adds, and names that stand for any name.
            metadata: {
              namespace: 'default',
              uid: 'completed-by-the-test',
              ...metadata,
              name: (metadata?.name ?? 'unnamed').replace(/[<>]/g, ''),
              creationTimestamp:
                metadata?.creationTimestamp ?? '2026-01-01T00:00:00Z',
            },
          });
          expect(read.ok ? null : read.reason).toBeNull();
        }
      },
    );
  });
