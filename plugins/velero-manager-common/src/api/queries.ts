import { z } from 'zod';
import { protectionStates, syncStates } from '../health/states';
import { changeStates } from './changes';

const list = (allowed?: readonly string[]) =>
  z.preprocess(
    value =>
      value === undefined
        ? []
        : [value].flat().flatMap(v => String(v).split(',')),
    z
      .array(
        allowed
          ? z.enum(allowed as [string, ...string[]])
          : z.string().min(1).max(300),
      )
      .max(100),
  );

const paging = {
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: z.string().max(2000).optional(),
};

/**
 * Query of `GET /v1/entities`. Lists are given as comma lists or by repeating
 * the parameter; values of one parameter are alternatives, parameters narrow.
 *
 * @public
 */
export const entityQuerySchema = z.object({
  owner: list(),
  state: list(protectionStates),
  sync: list(syncStates),
  environment: list(),
  cluster: list(),
  text: z.string().max(200).optional(),
  ...paging,
});

/** Query of `GET /v1/clusters`. @public */
export const clusterQuerySchema = z.object({
  state: list(protectionStates),
  environment: list(),
  engine: list(),
  text: z.string().max(200).optional(),
  ...paging,
});

/** Query of `GET /v1/changes`. @public */
export const changeQuerySchema = z.object({
  state: list(changeStates),
  environment: list(),
  cluster: list(),
  repository: list(),
  requester: list(),
  ...paging,
});

/** @public */
export type EntityQuery = z.infer<typeof entityQuerySchema>;
/** @public */
export type ClusterQuery = z.infer<typeof clusterQuerySchema>;
/** @public */
export type ChangeQuery = z.infer<typeof changeQuerySchema>;
/** A query as a caller writes it: every field may be left out. @public */
export type EntityQueryInput = Partial<EntityQuery>;
/** @public */
export type ClusterQueryInput = Partial<ClusterQuery>;
/** @public */
export type ChangeQueryInput = Partial<ChangeQuery>;
