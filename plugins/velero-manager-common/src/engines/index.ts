export type {
  EngineGood,
  EngineOptions,
  EngineStanding,
} from './EngineStanding';
export * from './longhorn';
export * from './postgres';
export * from './snapshot';
