/**
 * Engines other than Velero for which a form asks for a cron text, as
 * `ui:options.engine` of the field names them. People write five fields or a
 * preset for each; CloudNative-PG is handed a sixth, the seconds, before them.
 *
 * @public
 */
export const cronEngines = ['longhorn', 'cloudnative-pg'] as const;
/** @public */
export type CronEngine = (typeof cronEngines)[number];
