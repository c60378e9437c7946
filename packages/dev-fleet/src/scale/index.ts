export { createRandom } from './createRandom';
export type { ClusterSize } from './ScaleKind';
export type {
  ScaleAnswers,
  ScaleCommand,
  ScaleReport,
  ScaleWrite,
} from './ScaleMessage';
export type { ScaleServerOptions } from './ScaleServer';
