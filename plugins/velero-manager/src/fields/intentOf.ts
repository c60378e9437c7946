import {
  intentKinds,
  jsonSchemaOf,
} from '@velero-manager/backstage-plugin-velero-manager-common';

/**
 * The intent that a form asks for: those of its values that are fields of the
 * intent, as the template hands them to the action.
 *
 * @internal
 */
export function intentOf(
  kind: string,
  ...values: unknown[]
): Record<string, unknown> {
  const known = intentKinds.find(each => each === kind);
  const names = known ? Object.keys(jsonSchemaOf(known).properties ?? {}) : [];
  const given: Record<string, unknown> = Object.assign({}, ...values);
  return {
    kind,
    ...Object.fromEntries(
      names
        .filter(name => given[name] !== undefined)
        .map(name => [name, given[name]]),
    ),
  };
}
