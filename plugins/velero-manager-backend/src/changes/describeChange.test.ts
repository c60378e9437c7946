import type {
  ChangePlan,
  Finding,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { describeChange } from './describeChange';

const plan: ChangePlan = {
  title: 'Add a schedule',
  summary: 'Adds a schedule.\n',
  files: [],
  baseRevision: 'x',
  planHash: 'y',
  scope: { files: [], directories: [] },
  labels: [],
  environment: 'production',
  cluster: 'prod-01',
};
const finding = (path: string): Finding => ({
  code: 'RUNS_OVERLAP',
  severity: 'warning',
  path,
  line: 3,
  message: 'Runs overlap.',
  fix: null,
});
const describe100 = (count: number) =>
  describeChange({
    plan,
    findings: Array.from({ length: count }, (_, i) => finding(`${i}.yaml`)),
    requester: 'user:default/amelia',
    page: null,
  });

describe('describeChange', () => {
  it.each([
    ['nothing', 0, /### Checks\n\nNothing was found\.\n/],
    ['all of a few', 50, /at `49\.yaml:3`: Runs overlap\.\n\nRequested by/],
    [
      'so many that the host takes them',
      1_100,
      /at `49\.yaml:3`: Runs overlap\.\n- And 1050 more, which the portal shows in the preview\.\n\nRequested by/,
    ],
  ])('tells %s', (_, count, told) => {
    expect(describe100(count)).toMatch(told);
  });
});
