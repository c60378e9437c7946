import { parseVeleroVersion } from '../coverage/parseVeleroVersion';
import type { CronDialect } from './dialect';

/**
 * How one version of Velero reads `Schedule.spec.schedule`.
 *
 * @public
 */
export interface VeleroCronDialect {
  dialect: CronDialect;
  /** Whether a `CRON_TZ=` or `TZ=` prefix is understood. */
  zonePrefixAllowed: boolean;
  /** True when the version could not be read and Velero 1.18 was assumed. */
  assumed: boolean;
}

const V1_18: VeleroCronDialect = {
  dialect: 'robfig-v3',
  zonePrefixAllowed: true,
  assumed: false,
};

/**
 * Names the cron dialect of a Velero version such as `v1.18.2`, `1.19.0-rc.1`
 * or `main`.
 *
 * @remarks
 * Read in Velero's go.mod of each release: robfig/cron 1.1.0 up to 1.14 (no
 * zones), robfig/cron/v3 3.0.1 from 1.15 on, netresearch/go-cron 0.15.0 on the
 * branch that becomes 1.19. An unreadable version is taken for 1.18 and marked
 * as assumed: who judges missed slots should then ask both dialects.
 *
 * @public
 */
export function cronDialectForVelero(
  version: string | null,
): VeleroCronDialect {
  if (version === 'main') {
    return { ...V1_18, dialect: 'go-cron' };
  }
  const parsed = parseVeleroVersion(version);
  if (!parsed) {
    return { ...V1_18, assumed: true };
  }
  const release = parsed.major * 1_000 + parsed.minor;
  if (release <= 1_014) {
    return {
      dialect: 'robfig-v1-standard',
      zonePrefixAllowed: false,
      assumed: false,
    };
  }
  return release <= 1_018 ? V1_18 : { ...V1_18, dialect: 'go-cron' };
}
