import type { FormFields, FormPage } from './FormPage';
import { argocdPages } from './argocdPages';
import { clusterPages } from './clusterPages';
import { enginePages } from './enginePages';
import { fluxPages } from './fluxPages';
import { IntentKind } from './Intent';
import { JsonSchema, jsonSchemaOf } from './jsonSchemaOf';
import { schedulePages } from './schedulePages';
import { storagePages } from './storagePages';

/**
 * One field of a form: its schema, and how it is shown.
 *
 * @public
 */
export type TemplateField = JsonSchema & Record<`ui:${string}`, unknown>;

/**
 * One page of a software template's form.
 *
 * @public
 */
export interface TemplatePage {
  title: string;
  required: string[];
  properties: Record<string, TemplateField>;
  /** Fields that the page shows while a switch of it is on. */
  dependencies?: Record<
    string,
    { oneOf: { properties: Record<string, TemplateField | object> }[] }
  >;
}

/** What the schema cannot know: pages, titles and widgets. */
const PAGES: Record<IntentKind, FormPage[]> = {
  ...clusterPages,
  ...schedulePages,
  ...storagePages,
  ...enginePages,
  ...argocdPages,
  ...fluxPages,
};

/** The switch that shows what most people leave as it is. */
const MORE = 'moreOptions';

/**
 * The `parameters` of the software template of an intent: its JSON Schema, cut
 * into pages. Templates are generated from it and compared with it.
 *
 * @public
 */
export function templateParametersOf(kind: IntentKind): TemplatePage[] {
  const { properties = {}, required = [] } = jsonSchemaOf(kind);
  const shown = (fields: FormFields) =>
    Object.fromEntries(
      Object.entries(fields).map(([name, ui]) => [
        name,
        fieldOf(partOf(properties[name], required.includes(name)), ui),
      ]),
    );
  return PAGES[kind].map(({ title, fields, more }) => ({
    title,
    required: required.filter(name => name in fields),
    properties: {
      ...shown(fields),
      ...(more && { [MORE]: switchOf(more.description) }),
    },
    ...(more && {
      dependencies: {
        [MORE]: {
          oneOf: [
            { properties: { [MORE]: { enum: [false] } } },
            { properties: { [MORE]: { enum: [true] }, ...shown(more.fields) } },
          ],
        },
      },
    }),
  }));
}

/**
 * The fields of an intent that a page of its form asks for, by name.
 *
 * @public
 */
export function templateFieldsOf(page: TemplatePage): string[] {
  const { properties, dependencies = {} } = page;
  const more = Object.values(dependencies).flatMap(({ oneOf }) =>
    oneOf.flatMap(branch => Object.keys(branch.properties)),
  );
  return [...Object.keys(properties), ...more].filter(name => name !== MORE);
}

/**
 * A form fills in defaults by itself, and a browser lets nobody go on without
 * what is required. In a part that may be left out, that would ask for it all:
 * there, defaults are but shown, and the preview says what is missing.
 */
function partOf(schema: JsonSchema, isRequired: boolean): JsonSchema {
  const { properties, required = [] } = schema;
  if (!properties) return schema;
  const parts = Object.entries(properties).map(([name, property]) => {
    const part = partOf(property, required.includes(name));
    if (isRequired || part.default === undefined) return [name, part];
    const { default: value, ...field } = part;
    return [name, { ...field, 'ui:placeholder': String(value) }];
  });
  const whole = { ...schema, properties: Object.fromEntries(parts) };
  if (!isRequired) delete whole.required;
  return whole;
}

function fieldOf(
  schema: JsonSchema,
  { items: widgets = {}, ...ui }: FormFields[string],
): TemplateField {
  const { items } = schema;
  if (!items?.properties) return { ...schema, ...ui };
  const inner = Object.entries(items.properties).map(([name, field]) => [
    name,
    { ...field, ...widgets[name] },
  ]);
  return {
    ...schema,
    items: { ...items, properties: Object.fromEntries(inner) },
    ...ui,
  };
}

function switchOf(description: string): TemplateField {
  return {
    title: 'More options',
    type: 'boolean',
    default: false,
    description,
    'ui:backstage': { review: { show: false } },
  };
}
