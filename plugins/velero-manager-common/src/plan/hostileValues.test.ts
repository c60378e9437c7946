import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { check } from '../check';
import {
  IntentKind,
  intentKinds,
  JsonSchema,
  jsonSchemaOf,
  parseIntent,
} from '../intents';
import { safePath } from '../snapshot';
import { argocdProject } from './__fixtures__/argocdProject';
import {
  onboard,
  protectLonghorn,
  protectPostgres,
  repositoryAfter,
  save,
  snapshotOf,
} from './__fixtures__/repositories';
import { fullIntents } from './__fixtures__/fullIntents';
import { intentsOfKind } from './__testUtils__/arbitraries';
import { plan } from '.';

type Place = readonly (string | number)[];

/** What is done to a path, to YAML, to templates, to shells, and to eyes. */
const HOSTILE: readonly string[] = [
  ...['../x', '/etc/passwd', 'a/../../b', '..', '.git/config', 'a\\b', '~/x'],
  ...['{{ .Values.x }}', '${{ secrets.TOKEN }}', '${HOME}', '$(id)', '`id`'],
  ...['a: b', 'a\nb: c', '- x', '&a *a', '*a', '!!js/function x', '"', "'"],
  ...['# x', 'a # b', '|', '> x', '---\nkind: Secret', '%TAG', '@x', '\t', ' '],
  ...['<img src=x onerror=alert(1)>', '[x](javascript:alert(1))', '<!-- -->'],
  ...['pr\u043ed-cluster-01', '\uff50\uff52\uff4f\uff44', 'na\u00efve'],
  ...['a\u202eb', 'a\u200bb', '\ufeffa', 'a\u2028b', 'a\u0085b', 'a\u00a0b'],
  ...['\0', 'a\0b', '\u001b[31mx', '\ud800', '\r\n', 'x\r', ''],
  ...['__proto__', 'constructor', 'null', '~', '0x1F', '1e3', 'yes', '<<'],
];
/** As long as is let through to patterns, and what makes bad ones slow. */
const LONG: readonly string[] = [
  'a'.repeat(99_999),
  `${'a-'.repeat(49_999)}!`,
  `${'a.'.repeat(49_999)}!`,
  `s3://${'a/'.repeat(49_990)}!`,
  `* ${'1,'.repeat(49_990)}`,
  `-----BEGIN CERTIFICATE-----\n${'A\n'.repeat(49_900)}!`,
];
const HUGE: readonly string[] = ['a', '-', '{', '\n', '\u202e'].map(text =>
  text.repeat(10_000_000),
);

const repository = repositoryAfter(
  onboard(),
  save(),
  protectLonghorn(),
  protectPostgres(),
).set('argocd-apps/projects/shop.yaml', argocdProject('shop'));

/** The places of all texts, as a JSON schema knows them; `*` for any key or item. */
function placesIn(schema: JsonSchema, at: Place = []): Place[] {
  const { type, properties = {}, items, additionalProperties } = schema;
  if (type === 'string') return [at];
  return [
    ...Object.entries(properties).flatMap(([name, field]) =>
      placesIn(field, [...at, name]),
    ),
    ...(items ? placesIn(items, [...at, '*']) : []),
    ...(typeof additionalProperties === 'object'
      ? placesIn(additionalProperties, [...at, '*'])
      : []),
  ];
}

/** The first place in a value that is such a place of its schema. */
function findPlace(value: unknown, [first, ...rest]: Place): Place | null {
  if (first === undefined) return typeof value === 'string' ? [] : null;
  if (typeof value !== 'object' || value === null) return null;
  const keys = first === '*' ? Object.keys(value).slice(0, 1) : [first];
  for (const key of keys) {
    const found = findPlace(Reflect.get(value, key), rest);
    if (found) return [key, ...found];
  }
  return null;
}

function withText(value: unknown, [first, ...rest]: Place, text: string) {
  if (first === undefined) return text;
  const copy: object = Array.isArray(value)
    ? [...value]
    : { ...(value as object) };
  Reflect.set(copy, first, withText(Reflect.get(copy, first), rest, text));
  return copy as unknown;
}

/** All texts in a value, and the names of its fields. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [
    key,
    ...textsIn(item),
  ]);
}

/** An intent that says something in this place. */
function exampleWith(kind: IntentKind, place: Place) {
  const examples = [
    ...fullIntents.filter(intent => 'kind' in intent && intent.kind === kind),
    ...fc.sample(intentsOfKind[kind], { seed: 1, numRuns: 100 }),
  ];
  for (const intent of examples) {
    const at = findPlace(intent, place);
    if (at) return { intent, at };
  }
  throw new Error(`No example of '${kind}' says ${place.join('.')}`);
}

const VISIBLE = /^[\x20-\x7e]*$/;

/** What somebody finds who gives a text in this place. */
function ask(intent: object, at: Place, text: string): void {
  const read = parseIntent(withText(intent, at, text));
  if (!read.ok) {
    expect(read.reason).toMatch(VISIBLE);
    expect(read.reason.length).toBeLessThan(3_000);
    const field = at.filter(part => !/^\d+$/.test(String(part)))[0];
    expect(read.reason).toMatch(
      new RegExp(`\\b${field}\\b|holds a text of \\d+ characters`),
    );
    return;
  }
  const snapshot = snapshotOf(repository);
  const outcome = plan(read.value, snapshot);
  if (outcome.result === 'conflict') {
    expect(outcome.reason).toMatch(VISIBLE);
    return;
  }
  if (outcome.result === 'unchanged') return;
  const { plan: change } = outcome;
  expect(change.title).toMatch(/^[^\p{C}]{1,200}$/u);
  // Within code, nothing is Markdown.
  expect(change.summary.replace(/`[^`\n]*`/g, '')).not.toMatch(
    /[<[@]|\$\{\{|\{\{/,
  );
  const objects: unknown[] = [];
  for (const { path, content } of change.files) {
    expect(safePath(path)).toEqual({ ok: true, value: path });
    for (const version of ['1.1', '1.2'] as const) {
      for (const document of parseAllDocuments(content ?? '', {
        version,
        strict: true,
      })) {
        expect(document.errors).toEqual([]);
        objects.push(document.toJS());
      }
    }
  }
  const given = textsIn(objects);
  const isTold =
    given.some(item => item.includes(text)) ||
    change.files.some(({ path }) => path.includes(text)) ||
    // A title is for reviewers alone.
    change.summary.includes(text.replace(/`/g, "'"));
  expect({ text, isTold }).toEqual({ text, isTold: true });
  check({ plan: change }, snapshot);
}

describe.each(intentKinds)('%s', kind => {
  const places = placesIn(jsonSchemaOf(kind));

  it.each(places.map(place => [place.join('.'), place] as const))(
    'refuses what is hostile as %s, or writes that very text',
    (_, place) => {
      const { intent, at } = exampleWith(kind, place);
      expect(parseIntent(intent)).toMatchObject({ ok: true });
      for (const text of [...HOSTILE, ...LONG]) ask(intent, at, text);
    },
  );

  it('refuses 10 MB anywhere, before anything looks at them', () => {
    for (const place of places) {
      const { intent, at } = exampleWith(kind, place);
      for (const text of HUGE) {
        const read = parseIntent(withText(intent, at, text));
        expect(read).toEqual({
          ok: false,
          reason:
            'The intent holds a text of 10000000 characters; no field needs as much.',
        });
      }
    }
  });
});

it.each([
  ['a key of 10 MB', { labels: { ['a'.repeat(10_000_000)]: 'x' } }],
  ['a field of 10 MB', { ['a'.repeat(10_000_000)]: 'x' }],
  ['a million items', { includedNamespaces: Array(1_000_000).fill('A B') }],
  [
    'a million keys',
    {
      labels: Object.fromEntries(
        Array.from({ length: 1_000_000 }, (_, index) => [`k${index}`, 'x']),
      ),
    },
  ],
  [
    '10 MB in small pieces',
    { includedNamespaces: Array(1_000).fill('a'.repeat(10_000)) },
  ],
  [
    'a tower',
    {
      labels: JSON.parse(`${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`),
    },
  ],
])('refuses %s', (_, more) => {
  expect(parseIntent(save(more))).toEqual({
    ok: false,
    reason: expect.stringMatching(/^The intent (holds|is nested)/),
  });
});
