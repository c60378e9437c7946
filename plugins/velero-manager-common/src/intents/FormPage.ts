/**
 * What the schema of an intent cannot know of its form: pages, titles and
 * widgets.
 *
 * @internal
 */
export interface FormPage {
  title: string;
  fields: FormFields;
  /** What most people leave as it is, shown once they ask for it. */
  more?: { description: string; fields: FormFields };
}

/** Titles and widgets of fields, in the order of the form. @internal */
export type FormFields = Record<string, FormField>;

type FormField = {
  title: string;
  /** Widgets of what a list is made of. */
  items?: Record<string, FormUi>;
} & FormUi;

type FormUi = Record<`ui:${string}`, unknown>;
