import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  parseIntent,
  plan,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { parse, stringify } from 'yaml';
import { readRepository } from './validate/readRepository';

const EXAMPLE = resolve(__dirname, '../../../examples/config-repository');
const CLUSTER = 'cluster="prod-cluster-01"';
const HOURLY = `${CLUSTER}, schedule="checkout-hourly"`;
const HOURS = 60;

function hasPromtool(): boolean {
  return spawnSync('promtool', ['--version']).error === undefined;
}

/** The rules that are written for a cluster of the example, as Prometheus reads them. */
async function readRules(): Promise<{
  groups: { rules: { alert: string }[] }[];
}> {
  const read = await readRepository(EXAMPLE);
  if (!read.ok) throw new Error(read.reason);
  const intent = parseIntent({
    kind: 'alert-rules:save',
    environment: 'production',
    cluster: 'prod-cluster-01',
    clusterLabel: 'cluster',
  });
  if (!intent.ok) throw new Error(intent.reason);
  const { files } = read.value;
  const planned = plan(intent.value, {
    revision: 'x',
    files,
    truncated: false,
  });
  if (planned.result !== 'planned') throw new Error(planned.result);
  const [{ content }] = planned.plan.files;
  return parse(content ?? '').spec;
}

/** All metrics of a cluster in which nothing is wrong, minute by minute. */
const SOUND: Record<string, string> = {
  [`velero_backup_total{${CLUSTER}}`]: '12+0x600',
  [`velero_backup_location_status_gauge{${CLUSTER}, backup_location_name="default"}`]:
    '1+0x600',
  [`velero_backup_attempt_total{${HOURLY}}`]: '0+0x600',
  [`velero_backup_failure_total{${HOURLY}}`]: '0+0x600',
  [`velero_backup_partial_failure_total{${HOURLY}}`]: '0+0x600',
  // The last good backup is never older than a minute.
  [`velero_backup_last_successful_timestamp{${HOURLY}}`]: '0+60x600',
};

interface Case {
  name: string;
  /** Series that are otherwise; `null` for those that are not there. */
  series: Record<string, string | null>;
  /** Minutes after the beginning. */
  at: number;
  raised: string[];
}

const cases: Case[] = [
  { name: 'nothing is wrong', series: {}, at: 3 * HOURS, raised: [] },
  {
    name: 'a backup fails',
    series: {
      [`velero_backup_failure_total{${HOURLY}}`]: '0+0x100 1+0x500',
    },
    at: 110,
    raised: ['VeleroBackupFailed'],
  },
  {
    name: 'a backup failed long ago',
    series: {
      [`velero_backup_failure_total{${HOURLY}}`]: '0+0x100 1+0x500',
    },
    at: 4 * HOURS,
    raised: [],
  },
  {
    name: 'a backup fails, and Velero starts anew',
    series: {
      [`velero_backup_partial_failure_total{${HOURLY}}`]:
        '7+0x100 8+0x5 0+0x400',
    },
    at: 120,
    raised: ['VeleroBackupPartiallyFailed'],
  },
  {
    name: 'the last good backup is older than interval and grace',
    series: {
      [`velero_backup_last_successful_timestamp{${HOURLY}}`]: '0+0x600',
    },
    at: 2 * HOURS + 1,
    raised: ['VeleroBackupLate'],
  },
  {
    name: 'the last good backup is a little late',
    series: {
      [`velero_backup_last_successful_timestamp{${HOURLY}}`]: '0+0x600',
    },
    at: 2 * HOURS - 1,
    raised: [],
  },
  {
    name: 'there never was a good backup',
    series: {
      [`velero_backup_last_successful_timestamp{${HOURLY}}`]: null,
    },
    at: 2 * HOURS + 1,
    raised: ['VeleroBackupNever'],
  },
  {
    name: 'a storage location cannot be reached',
    series: {
      [`velero_backup_location_status_gauge{${CLUSTER}, backup_location_name="default"}`]:
        '1+0x60 0+0x500',
    },
    at: 80,
    raised: ['VeleroStorageLocationUnavailable'],
  },
  {
    name: 'a node agent cannot upload',
    series: {
      [`podVolume_data_upload_failure_total{${CLUSTER}, node="a"}`]:
        '0+0x100 2+0x500',
    },
    at: 110,
    raised: ['VeleroDataUploadFailed'],
  },
  {
    name: 'Prometheus knows another cluster alone',
    series: Object.fromEntries([
      ...Object.keys(SOUND).map(name => [name, null] as const),
      ['velero_backup_total{cluster="prod-cluster-02"}', '1+0x600'],
    ]),
    at: HOURS,
    raised: ['VeleroMetricsMissing'],
  },
];

const RULES = [
  'VeleroBackupFailed',
  'VeleroBackupPartiallyFailed',
  'VeleroBackupLate',
  'VeleroBackupNever',
  'VeleroStorageLocationUnavailable',
  'VeleroDataUploadFailed',
  'VeleroMetricsMissing',
];

/** Of each rule whether it is raised, and for what. */
function toTest({ name, series, at, raised }: Case): object {
  const all: Record<string, string | null> = { ...SOUND, ...series };
  return {
    name,
    interval: '1m',
    input_series: Object.entries(all)
      .filter(([, values]) => values !== null)
      .map(([key, values]) => ({ series: key, values })),
    promql_expr_test: RULES.map(alert => ({
      expr: `count(ALERTS{alertname="${alert}", alertstate="firing", cluster="prod-cluster-01"})`,
      eval_time: `${at}m`,
      exp_samples: raised.includes(alert) ? [{ labels: '{}', value: 1 }] : [],
    })),
  };
}

it('asks four things of each schedule, and three of the cluster', async () => {
  const { groups } = await readRules();
  const names = groups.flatMap(({ rules }) => rules.map(({ alert }) => alert));
  expect(names).toHaveLength(3 * 4 + 3);
  expect([...new Set(names)].sort()).toEqual([...RULES].sort());
});

// Prometheus itself, where it is to be had.
if (hasPromtool()) {
  describe('promtool', () => {
    let folder: string;

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'alert-rules-'));
      writeFileSync(join(folder, 'rules.yaml'), stringify(await readRules()));
    });

    afterAll(() => rmSync(folder, { recursive: true }));

    it('reads the rules', () => {
      const said = execFileSync('promtool', ['check', 'rules', 'rules.yaml'], {
        cwd: folder,
        encoding: 'utf8',
      });
      // Four for each of three schedules, three for the cluster.
      expect(said).toContain('SUCCESS: 15 rules found');
    });

    it.each(cases)('raises what is to be raised when $name', test => {
      writeFileSync(
        join(folder, 'test.yaml'),
        stringify({ rule_files: ['rules.yaml'], tests: [toTest(test)] }),
      );
      const { status, stdout, stderr } = spawnSync(
        'promtool',
        ['test', 'rules', 'test.yaml'],
        { cwd: folder, encoding: 'utf8' },
      );
      expect({ status, said: `${stdout}${stderr}` }).toEqual({
        status: 0,
        said: expect.stringContaining('SUCCESS'),
      });
    });
  });
}
