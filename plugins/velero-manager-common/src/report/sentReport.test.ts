import { defaultJudgeSettings } from '../facts';
import { cluster, schedule } from '../health/__fixtures__/facts';
import { ClusterView } from '../health/ClusterView';
import { CopiedBytes } from '../history/copiedBytes';
import { sentSince } from '../numbers/sentBytes';
import { sentBySchedule, sentReport } from './sentReport';

const now = new Date('2026-11-20T12:00:00.000Z');
const copied = (changes: Partial<CopiedBytes> = {}): CopiedBytes => ({
  day: '2026-11-20',
  path: 'fs-backup',
  namespace: 'velero',
  schedule: 'nightly',
  storageLocation: 'default',
  copies: 2,
  bytesDone: 1_000,
  bytesTotal: 5_000,
  ...changes,
});

describe('sentReport', () => {
  it('tells day by day what went to each place, most first', () => {
    const [first, second, third] = sentReport(
      [
        copied(),
        copied({ schedule: 'hourly', bytesDone: 500 }),
        copied({ day: '2026-10-22' }),
        copied({ path: 'data-mover' }),
        copied({ storageLocation: null, path: 'longhorn', bytesDone: 0 }),
      ],
      now,
    );
    expect(first).toMatchObject({
      ...{ path: 'fs-backup', storageLocation: 'default' },
      ...{ bytes: 2_500, copies: 6 },
    });
    expect(first.byDay).toHaveLength(30);
    expect([first.byDay[0], first.byDay[29]]).toEqual([1_000, 1_500]);
    expect(second).toMatchObject({ path: 'data-mover', bytes: 1_000 });
    expect(third).toMatchObject({ storageLocation: null, bytes: 0, copies: 2 });
    expect(sentReport([], now)).toEqual([]);
  });

  it('begins with the day that is told of first', () => {
    expect(sentSince(now)).toEqual(new Date('2026-10-22T00:00:00.000Z'));
  });
});

describe('sentBySchedule', () => {
  it('takes the copies that the runs of the schedule made, and says nothing where there are none', () => {
    const [view] = ClusterView.create(
      cluster({ schedules: [schedule({ name: 'nightly' })] }),
      defaultJudgeSettings,
    ).schedules;
    const own = sentBySchedule(
      view,
      [
        copied(),
        copied({ schedule: 'hourly' }),
        copied({ namespace: 'velero-2' }),
        copied({ path: 'longhorn' }),
      ],
      now,
    );
    expect(own).toMatchObject({ bytes: 1_000, copies: 2 });
    expect(sentBySchedule(view, [copied({ schedule: null })], now)).toBeNull();
  });
});
