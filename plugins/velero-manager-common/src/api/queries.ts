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

const moment = z.iso.datetime({
  offset: true,
  error: 'must be a time in RFC 3339, such as 2026-11-20T02:00:00Z',
});

/**
 * Query of `GET /v1/backups` and `GET /v1/restores`. A namespace is one of the
 * clusters that are named: what was taken of it counts, not where the object
 * lies.
 *
 * @public
 */
export const historyQuerySchema = z.object({
  cluster: list(),
  namespace: list(),
  schedule: list(),
  since: moment.optional(),
  until: moment.optional(),
  ...paging,
});

/** @public */
export type EntityQuery = z.infer<typeof entityQuerySchema>;
/** @public */
export type ClusterQuery = z.infer<typeof clusterQuerySchema>;
/** @public */
export type ChangeQuery = z.infer<typeof changeQuerySchema>;
/** @public */
export type HistoryQuery = z.infer<typeof historyQuerySchema>;
/** A query as a caller writes it: every field may be left out. @public */
export type EntityQueryInput = Partial<EntityQuery>;
/** @public */
export type ClusterQueryInput = Partial<ClusterQuery>;
/** @public */
export type ChangeQueryInput = Partial<ChangeQuery>;
/** @public */
export type HistoryQueryInput = Partial<HistoryQuery>;
