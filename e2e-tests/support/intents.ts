let last = 0;

/** A name that nobody had before, so that tests can be run again. */
export function freshName(prefix: string): string {
  last = Math.max(Date.now(), last + 1);
  return `${prefix}-${last.toString(36)}`;
}

/** A schedule of Checkout that nobody had before. */
export function newSchedule() {
  return {
    kind: 'schedule:save',
    environment: 'production',
    cluster: 'prod-cluster-01',
    scope: freshName('checkout'),
    frequency: 'daily',
    cron: '20 3 * * *',
    includedNamespaces: ['checkout'],
    retention: '30d',
  };
}
