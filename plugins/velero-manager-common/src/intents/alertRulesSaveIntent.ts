import { z } from 'zod/v3';
import { label, labels } from './fields';

/** A label of Prometheus; those that begin with two underscores are its own. */
const PROMETHEUS_LABEL = /^(?!__)[a-zA-Z_][a-zA-Z0-9_]{0,62}$/;
/** What Velero and Prometheus say with these is something else. */
const TAKEN = ['alertname', 'backup_location_name', 'node', 'schedule'];

/**
 * The fields of {@link alertRulesSaveIntentSchema}.
 *
 * @internal
 */
export const alertRulesSaveFields = z
  .object({
    kind: z.literal('alert-rules:save'),
    environment: label().describe(
      'The environment that the cluster is part of.',
    ),
    cluster: label().describe('The cluster whose schedules are watched.'),
    clusterLabel: z
      .string()
      .regex(
        PROMETHEUS_LABEL,
        "must be a label of Prometheus such as 'cluster'",
      )
      .refine(
        name => !TAKEN.includes(name),
        'is a label that means other things',
      )
      .optional()
      .describe(
        "The label by which your Prometheus tells clusters apart, such as 'cluster'. Leave it empty where it knows this cluster alone.",
      ),
    grace: z
      .string()
      .regex(
        /^[1-9][0-9]{0,3}[mh]$/,
        "must be a number of minutes or hours such as '30m' or '1h'",
      )
      .default('1h')
      .describe(
        'How much later than its schedule says a good backup may be done before somebody is alerted.',
      ),
    namespace: label()
      .default('monitoring')
      .describe('The namespace in which Prometheus looks for rules.'),
    labels: labels()
      .optional()
      .describe(
        "Labels by which your Prometheus chooses rules, such as 'release'.",
      ),
  })
  .strict();

/**
 * To be alerted of the backups of a cluster: a PrometheusRule that knows the
 * interval of each of its schedules.
 *
 * @public
 */
export const alertRulesSaveIntentSchema = alertRulesSaveFields;

/** @public */
export type AlertRulesSaveIntent = z.output<typeof alertRulesSaveIntentSchema>;
