/** A cron text as one word: its fields mean nothing apart. @internal */
export function unbroken(cron: string): string {
  return cron.replace(/ /g, '\u00a0');
}
