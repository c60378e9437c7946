/**
 * The domain of Velero Manager for Backstage: what is known of clusters
 * (facts), what follows from it at a moment (verdicts) and what is shown
 * (reports). Pure and isomorphic.
 *
 * @packageDocumentation
 */
export * from './api';
export * from './check';
export * from './coverage';
export * from './cron';
export * from './entity';
export * from './exemption';
export * from './facts';
export * from './health';
export * from './history';
export * from './intents';
export * from './kinds';
export * from './notifications';
export type { Parsed } from './parsed';
export * from './numbers';
export * from './permissions';
export * from './plan';
export * from './policy';
export * from './report';
export * from './snapshot';
export * from './traps';
export { describeInstant } from './words';
