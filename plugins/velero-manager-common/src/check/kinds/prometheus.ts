import { z } from 'zod';
import {
  name,
  namespaced,
  oneOf,
  strict,
  text,
  textMap,
  whole,
} from './fields';

/** A duration as Prometheus writes it: `1h30m`. */
const promDuration = z
  .string()
  .regex(
    /^(0|(\d+y)?(\d+w)?(\d+d)?(\d+h)?(\d+m)?(\d+s)?(\d+ms)?)$/,
    'must be a duration of Prometheus such as 15m',
  );

/** A PrometheusRule of the Prometheus operator. @internal */
export const prometheusRuleSchema = strict(
  {
    apiVersion: z.literal('monitoring.coreos.com/v1'),
    kind: z.literal('PrometheusRule'),
    metadata: namespaced,
    spec: strict(
      {},
      {
        groups: z.array(
          strict(
            { name },
            {
              interval: promDuration,
              labels: textMap,
              limit: whole,
              partial_response_strategy: oneOf('', 'abort', 'warn'),
              query_offset: promDuration,
              rules: z.array(
                strict(
                  { expr: z.union([text, whole]) },
                  {
                    alert: text,
                    annotations: textMap,
                    for: promDuration,
                    keep_firing_for: promDuration.min(1),
                    labels: textMap,
                    record: text,
                  },
                ),
              ),
            },
          ),
        ),
      },
    ),
  },
  {},
);
