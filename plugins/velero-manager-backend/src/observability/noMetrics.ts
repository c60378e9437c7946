import type { MetricsService } from '@backstage/backend-plugin-api/alpha';

const ignore = () => ({
  add() {},
  record() {},
  addCallback() {},
  removeCallback() {},
});

/** Measures nothing, where nobody looks: in benchmarks and tests. @internal */
export const noMetrics: MetricsService = {
  createCounter: ignore,
  createUpDownCounter: ignore,
  createHistogram: ignore,
  createGauge: ignore,
  createObservableCounter: ignore,
  createObservableUpDownCounter: ignore,
  createObservableGauge: ignore,
};
