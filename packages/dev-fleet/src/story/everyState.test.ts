import { StoryReader } from './__testUtils__/StoryReader';

jest.setTimeout(180_000);

/**
 * What the real engine says of every service of the catalog: the state and the
 * reason of its backups, the cause as a person reads it, and the state and the
 * reason of its sync.
 */
type Row = [
  service: string,
  protection: string,
  cause: RegExp,
  sync: string | null,
];

const services: Row[] = [
  ['checkout-api', 'HEALTHY protected', /Newest good/, 'SYNCED synced'],
  [
    'payments-ledger',
    'DEGRADED storage_location_unavailable',
    /'ledger'.*AccessDenied/,
    'SYNCED synced',
  ],
  ['returns', 'HEALTHY protected', /Newest good/, 'DRIFTED drifted'],
  ['wishlist', 'UNPROTECTED no_schedule', /No enabled schedule/, null],
  [
    'orders',
    'DEGRADED last_run_partially_failed',
    /'orders-hourly'.* failed in part with 3 errors/,
    'SYNCED synced',
  ],
  ['invoicing', 'PAUSED schedule_paused', /'invoicing-daily'/, null],
  ['shipping', 'HEALTHY protected', /Newest good/, null],
  [
    'shipping-preview',
    'CRITICAL only_foreign_backups',
    /may be of another cluster/,
    null,
  ],
  ['search-index', 'UNKNOWN cluster_silent', /'prod-cluster-03'/, null],
  ['recommendations', 'UNKNOWN cluster_silent', /'prod-cluster-03'/, null],
  ['warehouse', 'UNKNOWN never_contacted', /401/, null],
  ['storefront', 'HEALTHY protected', /Newest good/, 'SYNCED synced'],
  [
    'loyalty',
    'UNPROTECTED no_schedule',
    /No enabled schedule/,
    'FAILED reconciliation_failed',
  ],
  ['gift-wrapping', 'UNKNOWN forbidden', /list or watch 'backups'/, null],
  ['gift-cards', 'PENDING first_run_pending', /'gift-cards-weekly'/, null],
  ['inventory', 'CRITICAL schedule_invalid', /'inventory-nightly'/, null],
  ['newsletter', 'UNKNOWN velero_absent', /not installed/, null],
  ['reviews', 'DEGRADED partly_covered', /labels backup=daily/, null],
  ['sandbox', 'HEALTHY protected', /Newest good/, 'SUSPENDED suspended'],
  ['legacy-portal', 'UNKNOWN invalid_annotation', /Legacy_Portal/, null],
  ['product-catalog', 'HEALTHY protected', /Newest good/, 'SYNCED synced'],
  [
    'media-store',
    'HEALTHY protected',
    /Newest good/,
    'PROGRESSING operation_running',
  ],
  [
    'order-archive',
    'DEGRADED volume_no_data_path',
    /'archive-hourly'.*'scans'.*'nfs'/,
    'FAILED operation_failed',
  ],
  [
    'pricing',
    'DEGRADED snapshot_not_offsite',
    /'rules'.*own storage/,
    'BEHIND newer_revision',
  ],
  ['session-cache', 'EXEMPT exempt', /approved by '@your-org\/security'/, null],
  [
    'customer-db',
    'HEALTHY protected',
    /Newest good/,
    'SUSPENDED sync_window_closed',
  ],
  [
    'bookkeeping-db',
    'CRITICAL wal_archiving_failing',
    /'bookkeeping'.*AccessDenied/,
    null,
  ],
  ['mainframe-bridge', 'HEALTHY protected', /Newest good/, null],
  [
    'promotions',
    'DEGRADED scope_fails_in_part',
    /no namespace 'promotions-spring'/,
    'UNKNOWN stale_comparison',
  ],
  ['analytics', 'DEGRADED run_stuck', /phase 'Queued'/, null],
  ['reporting', 'CRITICAL last_good_expired', /has expired/, null],
  [
    'coupons',
    'CRITICAL schedule_invalid',
    /'coupons-nightly'/,
    'SYNCED synced',
  ],
  ['helpdesk', 'HEALTHY protected', /Newest good/, null],
  [
    'wiki',
    'DEGRADED longhorn_volume_detached',
    /claim 'pages'.*detached/,
    null,
  ],
  [
    'terminal-server',
    'DEGRADED vm_plugin_missing',
    /'terminal-server'/,
    'BEHIND newer_revision',
  ],
  [
    'team-chat',
    'HEALTHY protected',
    /Newest good/,
    'FAILED release_remediated',
  ],
  ['style-guide', 'UNKNOWN nothing_claimed', /claims no namespace/, null],
];

/** What is said of the clusters: the worst of schedules and locations, and of sync. */
const clusters: [name: string, protection: string, sync: string | null][] = [
  ['prod-cluster-01', 'CRITICAL', 'DRIFTED'],
  ['prod-cluster-02', 'CRITICAL', 'SYNCED'],
  ['prod-cluster-03', 'UNKNOWN', null],
  ['prod-cluster-04', 'UNKNOWN', null],
  ['prod-cluster-05', 'CRITICAL', 'FAILED'],
  ['prod-cluster-06', 'HEALTHY', null],
  ['staging-cluster-01', 'HEALTHY', 'FAILED'],
  ['staging-cluster-02', 'CRITICAL', null],
  ['staging-cluster-03', 'UNKNOWN', null],
  ['staging-cluster-04', 'HEALTHY', 'FAILED'],
  ['dev-cluster-01', 'CRITICAL', null],
  ['dev-cluster-02', 'UNKNOWN', null],
  ['dev-cluster-03', 'HEALTHY', 'SUSPENDED'],
  ['staging-cluster-05', 'CRITICAL', null],
  ['dev-cluster-04', 'DEGRADED', null],
];

/** What makes backups in clusters beside schedules and is in trouble. */
const engines: [name: string, troubled: string[]][] = [
  [
    'prod-cluster-05',
    [
      'install velero: DEGRADED node_agent_not_ready',
      'database bookkeeping: CRITICAL wal_archiving_failing',
    ],
  ],
  ['prod-cluster-06', ['volume pages: DEGRADED longhorn_volume_detached']],
  [
    'staging-cluster-05',
    [
      'backup target default: CRITICAL longhorn_target_unavailable',
      'volume playlists: CRITICAL longhorn_target_unavailable',
    ],
  ],
  ['dev-cluster-04', ['install velero: DEGRADED velero_server_stopped']],
];

const statesOf = (verdicts: (string | null)[]) =>
  [
    ...new Set(verdicts.flatMap(verdict => verdict?.split(' ')[0] ?? [])),
  ].sort();

describe('the story', () => {
  it('tells every state of backups and of sync', () => {
    expect(statesOf(services.map(([, protection]) => protection))).toEqual([
      'CRITICAL',
      'DEGRADED',
      'EXEMPT',
      'HEALTHY',
      'PAUSED',
      'PENDING',
      'UNKNOWN',
      'UNPROTECTED',
    ]);
    expect(statesOf(services.map(([, , , sync]) => sync))).toEqual([
      'BEHIND',
      'DRIFTED',
      'FAILED',
      'PROGRESSING',
      'SUSPENDED',
      'SYNCED',
      'UNKNOWN',
    ]);
  });

  // Between runs; as the daily ones begin on the first of a month; before a slot.
  describe.each([
    '2026-11-25T10:07:00Z',
    '2026-12-01T02:00:30Z',
    '2026-11-29T23:59:50Z',
  ])('at %s', present => {
    let reader: StoryReader;

    beforeAll(async () => {
      reader = await StoryReader.at(new Date(present));
    });

    it('is understood by every parser', () => {
      expect(reader.malformed).toEqual([]);
    });

    it('is about every service of the catalog', () => {
      expect(reader.services.map(({ metadata }) => metadata.name)).toEqual(
        services.map(([service]) => service),
      );
    });

    it.each(services)('shows %s as %s', (service, protection, cause, sync) => {
      const report = reader.report(service);
      const { state, reason, message } = report.protection;
      expect(`${state} ${reason}`).toBe(protection);
      expect(message).toMatch(cause);
      expect(report.sync && `${report.sync.state} ${report.sync.reason}`).toBe(
        sync,
      );
    });

    it('says how volumes are copied', () => {
      const pathsOf = (service: string) =>
        reader
          .report(service)
          .units.filter(({ kind }) => kind === 'volume')
          .map(({ name, dataPath }) => [name, dataPath]);
      expect(pathsOf('product-catalog')).toEqual([
        ['products', 'fs-backup'],
        ['search-index', 'fs-backup'],
      ]);
      expect(pathsOf('media-store')).toEqual([['images', 'data-mover']]);
      expect(pathsOf('order-archive')).toEqual([
        ['orders', 'csi-snapshot'],
        ['scans', 'none'],
      ]);
    });

    it.each([
      ['product-catalog', 'VERIFIED'],
      ['media-store', 'VERIFIED'],
      ['pricing', 'NEVER'],
    ])('says that restores of %s are %s', (service, state) => {
      expect(reader.report(service).verified?.state).toBe(state);
    });

    it.each(clusters)('shows cluster %s as %s', (name, protection, sync) => {
      const cluster = reader.cluster(name);
      expect(cluster.protection?.state).toBe(protection);
      expect(cluster.sync?.state ?? null).toBe(sync);
    });

    it.each(engines)('says what is in trouble in %s', (name, troubled) => {
      expect(reader.cluster(name).troubled).toEqual(troubled);
    });

    it('says which sources of sync objects are in trouble', () => {
      expect(reader.cluster('prod-cluster-05').sources).toEqual([
        'campaign-sites: FAILED generation_failed',
        'shop-services: SYNCED synced',
      ]);
      expect(reader.cluster('staging-cluster-04').sources).toEqual([
        'config: SYNCED synced',
        'shop-charts: SYNCED source_static',
      ]);
    });

    it('joins a schedule that Git applied with the refusal of Velero', () => {
      expect(reader.report('coupons').insights).toEqual([
        expect.objectContaining({ code: 'applied_but_refused' }),
      ]);
    });
  });
});
