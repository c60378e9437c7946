import { Fault } from '../apiserver/Fault';
import { ScaleServerOptions } from './ScaleServer';

/** What the process of the fleet can be told. @public */
export type ScaleCommand =
  | { type: 'start'; options: ScaleServerOptions; seed: number }
  /** Writes at a pace, in all clusters or in those named. */
  | { type: 'churn'; perSecond: number; clusters?: string[]; report: boolean }
  /** Writes to one cluster, all at once. */
  | { type: 'burst'; cluster: string; writes: number }
  /** Whether controllers write that they are alive, in all clusters. */
  | { type: 'beats'; on: boolean }
  /** How many such writes there were since the start. */
  | { type: 'beaten' }
  | { type: 'faults'; cluster: string; faults: Fault[] }
  | { type: 'counts' }
  | { type: 'lists' };

/** One write to a cluster, as it is reported. @public */
export interface ScaleWrite {
  cluster: string;
  /** As Kubernetes names it: `backups.velero.io`. */
  resource: string;
  namespace: string;
  name: string;
  revision: number;
  removed: boolean;
  /** In milliseconds since 1970. */
  at: number;
}

/** What it answers. @public */
export interface ScaleAnswers {
  start: { baseUrl: string; ca: string };
  churn: null;
  burst: null;
  beats: null;
  beaten: number;
  faults: null;
  counts: Record<string, number>;
  lists: Record<string, number>;
}

/** What it says over its channel: an answer, or what was written. @public */
export type ScaleReport =
  | { type: 'answer'; id: number; value: unknown; error: string | null }
  | { type: 'written'; writes: ScaleWrite[] };
