import type { TemplateAction } from '@backstage/plugin-scaffolder-node';
import { proposalInput } from '../actions/proposal';

/** The part of JSON Schema in which inputs and outputs are described. */
interface Field {
  /** Where the same was described before: `#/properties/hooks/items`. */
  $ref?: string;
  type?: string | string[];
  description?: string;
  enum?: unknown[];
  default?: unknown;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  items?: Field;
  properties?: Record<string, Field>;
  required?: string[];
  additionalProperties?: boolean | Field;
}

type Action = Pick<
  TemplateAction<any, any, any>,
  'id' | 'description' | 'examples' | 'schema'
>;

const TYPES: Record<string, string | undefined> = {
  string: 'text',
  boolean: 'true or false',
  integer: 'whole number',
  number: 'number',
  object: 'object',
};

const HEAD = `# Actions

What a software template can do with Velero Manager. Every action takes an intent, has the backend plan and check it, and stops where the checks find an error. All of them support dry run: nothing is written to the Git host, and the outputs say what would be. How they work together with forms and previews: [authoring](authoring.md).

This page is written from the schemas of the actions by \`yarn workspace @velero-manager/backstage-plugin-scaffolder-backend-module-velero-manager actions\`; a test fails where it is out of date.
`;

/** Inputs that all proposing actions share; they are told once. */
const common = Object.keys(proposalInput);

/**
 * The reference of actions, in Markdown: what each takes and puts out.
 *
 * @internal
 */
export function printActions(actions: readonly Action[]): string {
  const ofIntents = actions.filter(({ id }) => id.split(':').length > 2);
  const [anyOfIntents] = ofIntents;
  const others = actions.filter(action => !ofIntents.includes(action));
  const shared = inputOf(anyOfIntents);
  return [
    HEAD,
    '## Beside the fields of an intent',
    '',
    'Each action of an intent, and `velero-manager:propose`, takes these too:',
    '',
    ...fieldsOf(only(shared, name => common.includes(name))),
    '',
    'and puts out:',
    '',
    ...fieldsOf(outputOf(anyOfIntents)),
    '',
    '## Intents',
    '',
    ...ofIntents.flatMap(action => [
      ...intro(action),
      ...fieldsOf(only(inputOf(action), name => !common.includes(name))),
      '',
      ...exampleOf(action),
    ]),
    '## Any intent',
    '',
    ...others.flatMap(action => [
      ...intro(action),
      ...fieldsOf(only(inputOf(action), name => !common.includes(name))),
      '',
      ...(action.id.endsWith(':propose')
        ? []
        : ['It puts out:', '', ...fieldsOf(outputOf(action)), '']),
      ...exampleOf(action),
    ]),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
}

function intro({ id, description = '' }: Action): string[] {
  return [`### ${id}`, '', plain(description), ''];
}

function exampleOf({ examples = [] }: Action): string[] {
  return examples
    .slice(0, 1)
    .flatMap(({ description, example }) => [
      `${plain(description)}:`,
      '',
      '```yaml',
      example.trimEnd(),
      '```',
      '',
    ]);
}

function inputOf({ schema }: Action): Field {
  return resolved((schema?.input ?? {}) as Field);
}

function outputOf({ schema }: Action): Field {
  return resolved((schema?.output ?? {}) as Field);
}

/** With what is described elsewhere in its place. */
function resolved(root: Field): Field {
  const follow = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(follow);
    if (typeof value !== 'object' || value === null) return value;
    const ref = '$ref' in value ? value.$ref : undefined;
    if (typeof ref === 'string') {
      const { $ref: _, ...own } = value as Field;
      const parts = ref.split('/').slice(1);
      const found = parts.reduce<unknown>(
        (part, name) => Object(part)[name],
        root,
      );
      return { ...Object(follow(found)), ...own };
    }
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, follow(item)]),
    );
  };
  return follow(root) as Field;
}

/** The fields of some names. */
function only(field: Field, isWanted: (name: string) => boolean): Field {
  const entries = Object.entries(field.properties ?? {});
  return {
    ...field,
    properties: Object.fromEntries(entries.filter(([name]) => isWanted(name))),
  };
}

function fieldsOf({ properties = {}, required = [] }: Field, indent = '') {
  return Object.entries(properties).flatMap(([name, field]): string[] => [
    `${indent}- \`${name}\` (${[
      typeOf(field),
      ...(required.includes(name) ? ['required'] : []),
      ...limitsOf(field),
    ].join(', ')})${field.description ? `: ${plain(field.description)}` : ''}`,
    ...fieldsOf(field.items ?? field, `${indent}  `),
  ]);
}

function typeOf(field: Field): string {
  if (field.enum) {
    return field.enum.map(value => `\`${String(value)}\``).join(' or ');
  }
  if (field.items) {
    const isPlain = field.items.type === 'string' && !field.items.enum;
    return isPlain ? 'list of texts' : `list of ${pluralOf(field.items)}`;
  }
  if (typeof field.additionalProperties === 'object') return 'texts by name';
  const type = Array.isArray(field.type) ? field.type[0] : field.type;
  return TYPES[type ?? ''] ?? 'anything';
}

function pluralOf(field: Field): string {
  return field.enum ? typeOf(field) : `${typeOf(field)}s`;
}

function limitsOf(field: Field): string[] {
  const between = (least?: number, most?: number, unit = '') => {
    if (most === undefined) return [];
    return [least ? `${least} to ${most}${unit}` : `at most ${most}${unit}`];
  };
  return [
    ...between(field.minimum, field.maximum),
    ...between(undefined, field.maxLength, ' characters'),
    ...between(field.minItems, field.maxItems, ' items'),
    ...(field.default === undefined
      ? []
      : [`default \`${JSON.stringify(field.default)}\``]),
  ];
}

/** Words in which nothing is Markdown; what is quoted is code. */
function plain(text: string): string {
  return text
    .split('`')
    .map((part, index) => (index % 2 === 1 ? `\`${part}\`` : escape(part)))
    .join('');
}

function escape(text: string): string {
  return text
    .replace(/'([^'\s][^']*)'(?![a-z])/g, (whole, quoted: string) =>
      /^[^`]+$/.test(quoted) ? `\`${quoted}\`` : whole,
    )
    .split(/(`[^`]*`)/)
    .map(part =>
      part.startsWith('`') ? part : part.replace(/[*_<[]/g, '\\$&'),
    )
    .join('');
}
