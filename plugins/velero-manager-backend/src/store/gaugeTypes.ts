/** How many entities are in a state, as reports would show it. @internal */
export interface StateCount {
  aspect: 'protection' | 'sync';
  state: string;
  count: number;
}

/** How a cluster stands, as reports would show it. @internal */
export interface ClusterGauge {
  name: string;
  isConnected: boolean;
  /** How long ago it was last heard of; `null`: never. */
  silentForMs: number | null;
  /** `null` where nothing was judged. */
  protection: string | null;
  sync: string | null;
}

/** The fleet in numbers, at one moment. @internal */
export interface FleetGauges {
  /** What is due to be judged, and how long the longest has waited. */
  due: { count: number; oldestForMs: number };
  entities: StateCount[];
  clusters: ClusterGauge[];
}

/** Reads the fleet in numbers: a few statements over small tables. @internal */
export interface GaugeStore {
  readGauges(): Promise<FleetGauges>;
}
