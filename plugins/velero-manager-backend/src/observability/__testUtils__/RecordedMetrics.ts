import type {
  MetricAttributes,
  MetricsService,
  MetricsServiceObservableCallback,
} from '@backstage/backend-plugin-api/alpha';

/** A measurement, with its labels in the order of their names. */
export type Measurement = [name: string, value: number, labels: string];

/** A metrics service that remembers what is measured and can collect gauges. */
export class RecordedMetrics {
  readonly measurements: Measurement[] = [];
  readonly instruments: { name: string; unit: string }[] = [];
  readonly #callbacks = new Map<
    string,
    Set<MetricsServiceObservableCallback>
  >();

  readonly service: MetricsService = {
    createCounter: (name, options) => ({ add: this.#recorder(name, options) }),
    createUpDownCounter: (name, options) => ({
      add: this.#recorder(name, options),
    }),
    createHistogram: (name, options) => ({
      record: this.#recorder(name, options),
    }),
    createGauge: (name, options) => ({ record: this.#recorder(name, options) }),
    createObservableCounter: (name, options) => this.#observed(name, options),
    createObservableUpDownCounter: (name, options) =>
      this.#observed(name, options),
    createObservableGauge: (name, options) => this.#observed(name, options),
  };

  /** Collects what is observed, as an exporter does. */
  async collect(): Promise<Measurement[]> {
    const collected: Measurement[] = [];
    for (const [name, callbacks] of this.#callbacks) {
      for (const callback of callbacks) {
        await callback({
          observe: (value, labels) =>
            void collected.push([name, value, describe(labels)]),
        });
      }
    }
    return collected;
  }

  #recorder(name: string, options?: { unit?: string }) {
    this.instruments.push({ name, unit: options?.unit ?? '' });
    return (value: number, labels?: MetricAttributes) =>
      void this.measurements.push([name, value, describe(labels)]);
  }

  #observed(name: string, options?: { unit?: string }) {
    this.instruments.push({ name, unit: options?.unit ?? '' });
    const callbacks = new Set<MetricsServiceObservableCallback>();
    this.#callbacks.set(name, callbacks);
    return {
      addCallback: (callback: MetricsServiceObservableCallback) =>
        void callbacks.add(callback),
      removeCallback: (callback: MetricsServiceObservableCallback) =>
        void callbacks.delete(callback),
    };
  }
}

function describe(labels: MetricAttributes = {}): string {
  return Object.entries(labels)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}
