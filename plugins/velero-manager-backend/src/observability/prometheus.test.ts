import { metricsServiceFactory } from '@backstage/backend-defaults/alpha';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  type MetricsService,
  metricsServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import { metrics as globalMetrics } from '@opentelemetry/api';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import {
  eventually,
  startApiServer,
  startPortal,
} from './__testUtils__/startPortal';
import { createMeters } from './createMeters';
import { meterNotifications } from './meterNotifications';

jest.setTimeout(120_000);

const DOCS = join(__dirname, '../../../../docs/observability.md');
const OURS = 'velero_manager_';

/** A metric as the page about them lists it. */
interface ListedMetric {
  name: string;
  kind: string;
  unit: string;
  labels: string[];
}

/** All samples of one metric, as Prometheus reads them. */
interface Family {
  type: string;
  /** Names of labels that any sample has, but that of the bounds of buckets. */
  labels: string[];
  samples: string[];
}

async function readListed(): Promise<ListedMetric[]> {
  const rows = (await readFile(DOCS, 'utf8'))
    .split('\n')
    .filter(line => line.startsWith('| `velero_manager.'));
  return rows.map(row => {
    const [, name, kind, unit, labels] = row
      .split('|')
      .map(cell => cell.replace(/`/g, '').trim());
    return {
      ...{ name, kind, unit },
      labels: labels.split(', ').filter(Boolean).sort(),
    };
  });
}

/** Reads the text format of Prometheus, as far as it is of our metrics. */
function parseScrape(text: string): Map<string, Family> {
  const families = new Map<string, Family>();
  const lines = text.split('\n');
  for (const line of lines) {
    const [, name, type] = /^# TYPE (\S+) (\S+)$/.exec(line) ?? [];
    if (name?.startsWith(OURS)) {
      const samples = lines.filter(sample =>
        new RegExp(`^${name}(?:_bucket|_sum|_count)?[ {]`).test(sample),
      );
      const labels = samples
        .flatMap(sample => /\{(.*)\}/.exec(sample)?.[1] ?? '')
        .flatMap(all => [...all.matchAll(/(\w+)="/g)].map(([, key]) => key))
        .filter(key => key !== 'le' && !key.startsWith('otel_scope_'));
      families.set(name, {
        ...{ type, samples },
        labels: [...new Set(labels)].sort(),
      });
    }
  }
  return families;
}

/** What the exporter of OpenTelemetry makes of a name; it leaves out the unit. */
function exportedName({ name, kind }: ListedMetric): string {
  const plain = name.replace(/\./g, '_');
  return kind === 'counter' ? `${plain}_total` : plain;
}

/** Metrics as a portal has them that follows Backstage's page: an SDK is there before the backend starts. */
async function startScraping() {
  const exporter = new PrometheusExporter({ preventServerStart: true });
  const provider = new MeterProvider({ readers: [exporter] });
  globalMetrics.setGlobalMeterProvider(provider);
  const server = createServer((req, res) =>
    exporter.getMetricsRequestHandler(req, res),
  );
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    scrape: async () => {
      const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
      return parseScrape(await answer.text());
    },
    /** Units by name, as an SDK hands them to any exporter. */
    units: async () => {
      const { resourceMetrics } = await exporter.collect();
      return Object.fromEntries(
        resourceMetrics.scopeMetrics
          .flatMap(scope => scope.metrics)
          .filter(({ descriptor }) =>
            descriptor.name.startsWith('velero_manager.'),
          )
          .map(({ descriptor }) => [descriptor.name, descriptor.unit]),
      );
    },
    stop: async () => {
      server.close();
      globalMetrics.disable();
      await provider.shutdown();
    },
  };
}

describe('metrics of a portal', () => {
  it('are what the page about them says, as Prometheus scrapes them', async () => {
    const scraping = await startScraping();
    const server = await startApiServer();
    let given: MetricsService | undefined;
    const portal = await startPortal(server, [
      metricsServiceFactory,
      createBackendModule({
        pluginId: 'velero-manager',
        moduleId: 'metrics-of-the-test',
        register: env =>
          env.registerInit({
            deps: {
              logger: coreServices.logger,
              metrics: metricsServiceRef,
            },
            init: async ({ metrics }) => {
              given = metrics;
            },
          }),
      }),
    ]);
    // Nobody is told anything within the time of a test.
    await meterNotifications(
      { send: async () => {} },
      createMeters(given!),
    ).send({ recipients: { type: 'broadcast' }, payload: { title: 'x' } });

    const listed = await readListed();
    expect(listed).toHaveLength(15);
    const expected = Object.fromEntries(
      listed.map(metric => [
        exportedName(metric),
        { type: metric.kind, labels: metric.labels },
      ]),
    );
    const found = await eventually(async () => {
      const families = await scraping.scrape();
      expect(
        Object.fromEntries(
          [...families].map(([name, { type, labels }]) => [
            name,
            { type, labels },
          ]),
        ),
      ).toEqual(expected);
      return families;
    });
    expect(await scraping.units()).toEqual(
      Object.fromEntries(listed.map(({ name, unit }) => [name, unit])),
    );
    const samplesOf = (name: string) =>
      found
        .get(`${OURS}${name}`)
        ?.samples.map(sample => sample.replace(/otel_scope_\w+="[^"]*",?/g, ''))
        .map(sample => sample.replace(/,\}/, '}'));
    expect(samplesOf('contact')).toEqual([
      'velero_manager_contact{cluster="one"} 1',
    ]);
    expect(samplesOf('collector_watches')?.[0]).toMatch(/ 1$/);
    expect(samplesOf('collector_errors_total')).toEqual([
      expect.stringMatching(
        /^velero_manager_collector_errors_total\{.*code="403".*\} [1-9]/,
      ),
    ]);
    expect(samplesOf('assessments')).toContainEqual(
      expect.stringMatching(/_bucket\{.*le="0\.001".*\} \d+$/),
    );

    await portal.stop();
    server.closeAllConnections();
    server.close();
    await scraping.stop();
  });
});
