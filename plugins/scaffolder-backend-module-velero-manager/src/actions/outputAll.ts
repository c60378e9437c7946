/**
 * Puts out each value that there is.
 *
 * @internal
 */
export function outputAll(
  ctx: { output(name: string, value: unknown): void },
  values: object,
): void {
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined) {
      ctx.output(name, value);
    }
  }
}
