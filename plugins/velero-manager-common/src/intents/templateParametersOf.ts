import type { FormPage } from './FormPage';
import { argocdPages } from './argocdPages';
import { clusterPages } from './clusterPages';
import { enginePages } from './enginePages';
import { fluxPages } from './fluxPages';
import { IntentKind } from './Intent';
import { JsonSchema, jsonSchemaOf } from './jsonSchemaOf';
import { schedulePages } from './schedulePages';
import { storagePages } from './storagePages';

/**
 * One page of a software template's form.
 *
 * @public
 */
export interface TemplatePage {
  title: string;
  required: string[];
  properties: Record<string, JsonSchema & Record<`ui:${string}`, unknown>>;
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

/**
 * The `parameters` of the software template of an intent: its JSON Schema, cut
 * into pages. Templates are generated from it and compared with it.
 *
 * @public
 */
export function templateParametersOf(kind: IntentKind): TemplatePage[] {
  const { properties = {}, required = [] } = jsonSchemaOf(kind);
  return PAGES[kind].map(({ title, fields }) => ({
    title,
    required: required.filter(name => name in fields),
    properties: Object.fromEntries(
      Object.entries(fields).map(([name, ui]) => [
        name,
        { ...properties[name], ...ui },
      ]),
    ),
  }));
}
