/**
 * What the schema of an intent cannot know of its form: pages, titles and
 * widgets.
 *
 * @internal
 */
export interface FormPage {
  title: string;
  fields: Record<string, { title: string } & Record<`ui:${string}`, unknown>>;
}
