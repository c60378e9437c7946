/**
 * What the form holds at present, under the names that our intents give it.
 *
 * @internal
 */
export interface FormValues {
  environment?: string;
  cluster?: string;
  namespace?: string;
  existing?: string;
  scope?: string;
  frequency?: string;
  cron?: string;
}

const names = [
  'environment',
  'cluster',
  'namespace',
  'existing',
  'scope',
  'frequency',
  'cron',
] as const;

/** Reads them from the context that the scaffolder hands to fields. @internal */
export function formValues(context: unknown): FormValues {
  const { formData } = Object(context);
  const given: Record<string, unknown> = Object(formData);
  return Object.fromEntries(
    names.flatMap(name => {
      const value = given[name];
      return typeof value === 'string' && value ? [[name, value]] : [];
    }),
  );
}
