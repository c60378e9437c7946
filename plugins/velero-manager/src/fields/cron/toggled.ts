/** A list in order with a value put in or taken out; never left empty. @internal */
export function toggled(values: readonly number[], value: number): number[] {
  const next = values.includes(value)
    ? values.filter(each => each !== value)
    : [...values, value].sort((a, b) => a - b);
  return next.length > 0 ? next : [...values];
}
