/**
 * An object of the graph: `__typename` and the fields that this host knows.
 * Fields are values or functions of their arguments.
 *
 * @internal
 */
export type GraphqlNode = { __typename: string } & Record<string, unknown>;

/** Arguments of a field, checked by the schema already. @internal */
export type Arguments = Record<string, unknown>;

/** A field that takes arguments; those it does not name are refused. @internal */
export interface FieldWithArguments {
  (args: Arguments): unknown;
  readonly accepts: readonly string[];
}

/** Makes a field that knows some arguments. @internal */
export function field(
  accepts: readonly string[],
  resolve: (args: Arguments) => unknown,
): FieldWithArguments {
  return Object.assign((args: Arguments) => resolve(args), { accepts });
}

/** A text among arguments. @internal */
export function textOf(args: Arguments, name: string): string | undefined {
  const value = args[name];
  return typeof value === 'string' ? value : undefined;
}

/** A list of texts among arguments; undefined where it is not given. @internal */
export function textsOf(args: Arguments, name: string): string[] | undefined {
  const value = args[name];
  return Array.isArray(value) ? value.map(String) : undefined;
}

/** An object among arguments. @internal */
export function objectOf(value: unknown): Arguments {
  return typeof value === 'object' && value ? { ...value } : {};
}
