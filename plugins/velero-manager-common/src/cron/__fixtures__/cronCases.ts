import type { CronDialect } from '../dialect';

/** One case: what it shows, how it is read, and the first runs (UTC). */
export interface CronCase {
  shows: string;
  spec: string;
  dialect?: CronDialect;
  zone?: string;
  after: string;
  next: string[];
}

const NY = 'America/New_York';

/** Cases worked out by hand from the sources of the libraries. */
export const CRON_CASES: CronCase[] = [
  // prettier-ignore
  ...[
    ['a plain daily time', '0 2 * * *', '2026-01-01T03:00', '01-02T02:00', '01-03T02:00'],
    ['a slot is later than the moment asked', '0 2 * * *', '2026-01-01T02:00', '01-02T02:00'],
    ['a second before a slot', '0 2 * * *', '2026-01-01T01:59:59', '01-01T02:00'],
    ['steps from the start of the field', '*/20 * * * *', '2026-01-01T00:01', '01-01T00:20', '01-01T00:40', '01-01T01:00'],
    ['steps that do not divide the field start anew', '*/25 * * * *', '2026-01-01T00:30', '01-01T00:50', '01-01T01:00', '01-01T01:25'],
    ['a number with a step runs to the end of the field', '50/4 3 * * *', '2026-01-01T00:00', '01-01T03:50', '01-01T03:54', '01-01T03:58', '01-02T03:50'],
    ['a range with a step', '10-20/5 0 * * *', '2026-01-01T00:00', '01-01T00:10', '01-01T00:15', '01-01T00:20', '01-02T00:10'],
    ['a step larger than its field', '*/100 * * * *', '2026-01-01T00:30', '01-01T01:00', '01-01T02:00'],
    ['lists in any order', '45,5,25 0 * * *', '2026-01-01T00:00', '01-01T00:05', '01-01T00:25', '01-01T00:45'],
    ['names of months in any case', '0 0 1 Mar,sEP *', '2026-01-01T00:00', '03-01T00:00', '09-01T00:00'],
    ['a range of weekday names', '0 2 * * MON-fri', '2026-01-02T03:00', '01-05T02:00', '01-06T02:00'],
    ['? is *', '0 0 ? * ?', '2026-01-01T00:00', '01-02T00:00'],
    ['a plus sign and leading zeros are numbers', '+05 007 * * *', '2026-01-01T00:00', '01-01T07:05'],
    ['empty list items are skipped', ',30, 1 * * *', '2026-01-01T00:00', '01-01T01:30'],
    ['what follows a star and a hyphen is ignored', '0 *-5 * * *', '2026-01-01T20:30', '01-01T21:00', '01-01T22:00'],
    ['any white space parts fields', '0\t2\u00a0*  *\n*', '2026-01-01T03:00', '01-02T02:00'],
    ['either day if both are restricted', '0 2 13 * 5', '2026-02-01T00:00', '02-06T02:00', '02-13T02:00', '02-20T02:00', '02-27T02:00', '03-06T02:00', '03-13T02:00'],
    ['either day also with a step on a star', '0 0 */10 * 1', '2026-01-01T12:00', '01-05T00:00', '01-11T00:00', '01-12T00:00', '01-19T00:00', '01-21T00:00'],
    ['both days if one is a star', '0 2 * * 1', '2026-02-01T00:00', '02-02T02:00', '02-09T02:00'],
    ['a star with step 1 is still a star', '0 2 */1 * 1', '2026-02-01T00:00', '02-02T02:00', '02-09T02:00'],
    ['months without the day are passed over', '0 0 31 * *', '2026-01-31T00:00', '03-31T00:00', '05-31T00:00', '07-31T00:00'],
    ['@yearly', '@yearly', '2025-06-01T00:00', '2026-01-01T00:00', '2027-01-01T00:00'],
    ['@annually', '@annually', '2025-06-01T00:00', '2026-01-01T00:00'],
    ['@monthly', '@monthly', '2026-01-01T00:00', '02-01T00:00', '03-01T00:00'],
    ['@weekly is Sunday', '@weekly', '2026-01-01T00:00', '01-04T00:00', '01-11T00:00'],
    ['@daily', '@daily', '2026-01-01T00:00', '01-02T00:00'],
    ['@midnight', '@midnight', '2026-01-01T00:00', '01-02T00:00'],
    ['@hourly', '@hourly', '2026-01-01T00:00', '01-01T01:00', '01-01T02:00'],
    ['@every counts from the moment asked', '@every 1h30m', '2026-01-01T00:10:05', '01-01T01:40:05', '01-01T03:10:05'],
    ['@every is cut to whole seconds', '@every 1.9s', '2026-01-01T00:00:00.7', '01-01T00:00:01', '01-01T00:00:02'],
    ['@every below a second is a second', '@every -5m', '2026-01-01T00:00', '01-01T00:00:01'],
    ['never: there is no 30 February', '0 0 30 2 *', '2026-01-01T00:00'],
    ['never: a field that admits nothing', '0 , * * *', '2026-01-01T00:00'],
    ['leap days within five years', '0 0 29 2 *', '2026-01-01T00:00', '2028-02-29T00:00', '2032-02-29T00:00', '2036-02-29T00:00'],
    ['never within five years: 1896 to 1904', '0 0 29 2 *', '1896-03-01T00:00'],
  ].map(([shows, spec, after, ...next]) => ({ shows, spec, after, next })),

  // prettier-ignore
  ...[
    ['a time skipped in spring is not run that day', '30 2 * * *', NY, '2026-03-07T12:00', '03-09T06:30'],
    ['a time that happens twice is run twice', '30 1 * * *', NY, '2026-11-01T00:00', '11-01T05:30', '11-01T06:30', '11-02T06:30'],
    ['every six hours across spring', '0 */6 * * *', NY, '2026-03-08T01:00', '03-08T05:00', '03-08T10:00', '03-08T16:00', '03-08T22:00', '03-09T04:00'],
    ['Paris in spring', '30 2 * * *', 'Europe/Paris', '2026-03-28T12:00', '03-30T00:30'],
    ['Paris in autumn', '30 2 * * *', 'Europe/Paris', '2026-10-24T12:00', '10-25T00:30', '10-25T01:30', '10-26T01:30'],
    ['half an hour east', '0 2 * * *', 'Asia/Kolkata', '2026-01-01T00:00', '01-01T20:30', '01-02T20:30'],
    ['a quarter of an hour east', '0 0 * * *', 'Asia/Kathmandu', '2026-01-01T00:00', '01-01T18:15'],
    ['clocks that move half an hour: skipped', '15 2 * * *', 'Australia/Lord_Howe', '2026-10-02T16:00', '10-04T15:15'],
    ['clocks that move half an hour: twice', '45 1 * * *', 'Australia/Lord_Howe', '2026-04-03T16:00', '04-04T14:45', '04-04T15:15', '04-05T15:15'],
    ['the zone of the text wins', 'CRON_TZ=Asia/Tokyo 0 9 * * *', NY, '2026-01-01T00:00', '01-02T00:00', '01-03T00:00'],
    ['TZ= is the same', 'TZ=Asia/Tokyo   0 9 * * *', 'UTC', '2026-01-01T00:00', '01-02T00:00'],
    ['a zone before a descriptor', 'TZ=Asia/Tokyo @daily', 'UTC', '2026-01-01T00:00', '01-01T15:00'],
    ['an empty zone is UTC', 'TZ= 0 9 * * *', 'Asia/Tokyo', '2026-01-01T10:00', '01-02T09:00'],
    ['Local is the zone of the server', 'TZ=Local 0 9 * * *', 'Asia/Tokyo', '2026-01-01T10:00', '01-02T00:00'],
    ['midnight that does not exist, west of Greenwich: the time is skipped', '0 0 4 11 *', 'America/Sao_Paulo', '2018-11-01T00:00', '2019-11-04T03:00', '2020-11-04T03:00'],
    ['midnight that does not exist, east of Greenwich', '0 5 27 3 *', 'Asia/Beirut', '2022-03-25T00:00', '2023-03-27T02:00'],
    ['a Friday without midnight', '30 0 * * *', 'Africa/Cairo', '2026-04-23T00:00', '04-24T21:30'],
    ['a midnight that happens twice', '0 0 * * *', 'America/Havana', '2026-10-31T12:00', '11-01T04:00', '11-01T05:00', '11-02T05:00'],
  ].map(([shows, spec, zone, after, ...next]) => ({ shows, spec, zone, after, next })),

  // prettier-ignore
  ...([
    ['go-cron', 'both days must match', '0 2 1 * 1', 'UTC', '2026-01-01T00:00', '06-01T02:00', '2027-02-01T02:00'],
    ['go-cron', 'Sunday may be 7', '0 2 * * 7', 'UTC', '2026-01-01T00:00', '01-04T02:00', '01-11T02:00'],
    ['go-cron', 'ranges may wrap', '0 22-1 * * *', 'UTC', '2026-01-01T12:00', '01-01T22:00', '01-01T23:00', '01-02T00:00', '01-02T01:00', '01-02T22:00'],
    ['go-cron', 'weekdays may wrap', '0 2 * * FRI-MON', 'UTC', '2026-01-01T12:00', '01-02T02:00', '01-03T02:00', '01-04T02:00', '01-05T02:00', '01-09T02:00'],
    ['go-cron', 'a wrapped range with a step', '0 20-4/4 * * *', 'UTC', '2026-01-01T12:00', '01-01T20:00', '01-02T00:00', '01-02T04:00', '01-02T20:00'],
    ['go-cron', 'a wrapped range that admits nothing', '70-5 * * * *', 'UTC', '2026-01-01T12:00'],
    ['go-cron', 'what is skipped in spring runs in the hour after', '30 2 * * *', NY, '2026-03-07T12:00', '03-08T07:30', '03-09T06:30'],
    ['go-cron', 'what happens twice runs twice', '30 1 * * *', NY, '2026-11-01T00:00', '11-01T05:30', '11-01T06:30'],
    ['go-cron', 'quotes around a zone', 'TZ="Asia/Tokyo" 0 9 * * *', 'UTC', '2026-01-01T00:00', '01-02T00:00'],
    ['go-cron', '@triggered is never due', '@triggered', 'UTC', '2026-01-01T00:00'],
    ['go-cron', 'Friday the 13th', '0 0 13 * FRI', 'UTC', '2026-01-01T00:00', '02-13T00:00', '03-13T00:00', '11-13T00:00', '2027-08-13T00:00'],
    ['go-cron', 'a leap day on a Monday is too far', '0 0 29 2 1', 'UTC', '2026-01-01T00:00'],
    ['robfig-v1', 'six fields begin with the second', '30 0 2 * * *', 'UTC', '2026-01-01T00:00', '01-01T02:00:30', '01-02T02:00:30'],
    ['robfig-v1', 'five fields begin with the second, too', '0 2 * * *', 'UTC', '2026-01-01T00:00', '01-01T00:02', '01-01T01:02', '01-01T02:02'],
    ['robfig-v1', 'five fields: the last is the month', '0 0 0 1 6', 'UTC', '2026-01-01T00:00', '06-01T00:00', '2027-06-01T00:00'],
    ['robfig-v1', 'a star with a step is still a star', '0 0 0 */10 * 1', 'UTC', '2026-01-01T12:00', '05-11T00:00', '06-01T00:00'],
    ['robfig-v1', '@hourly', '@hourly', 'UTC', '2026-01-01T00:00', '01-01T01:00'],
    ['robfig-v1-standard', 'five fields begin with the minute', '0 2 * * *', 'UTC', '2026-01-01T00:00', '01-01T02:00'],
    ['robfig-v1-standard', 'a star with a step is still a star', '0 0 */10 * 1', 'UTC', '2026-01-01T12:00', '05-11T00:00', '06-01T00:00'],
    ['robfig-v1-standard', 'the search goes on at 23:00 after a midnight that does not exist', '0 * 6 11 *', 'America/Sao_Paulo', '2018-11-02T12:00', '2018-11-07T01:00'],
    ['kubernetes', 'five fields, either day', '0 2 13 * 5', 'UTC', '2026-02-07T00:00', '02-13T02:00', '02-20T02:00'],
  ] as Array<[CronDialect, ...string[]]>).map(
    ([dialect, shows, spec, zone, after, ...next]) => ({ dialect, shows, spec, zone, after, next }),
  ),
];

/** Texts that are refused, and a part of the sentence that says why. */
export const REFUSED: Array<[CronDialect, string, string]> = [
  ['robfig-v3', '', 'empty'],
  ['robfig-v3', ' ', '0 fields'],
  ['robfig-v3', '* * * *', '4 fields'],
  ['robfig-v3', '0 0 2 * * *', '6 fields'],
  ['robfig-v3', '60 * * * *', 'minute field has "60": allowed are 0 to 59'],
  ['robfig-v3', '0 24 * * *', 'hour field has "24": allowed are 0 to 23'],
  ['robfig-v3', '0 0 0 * *', 'day of month field has "0"'],
  ['robfig-v3', '0 0 * 13 *', 'month field has "13"'],
  ['robfig-v3', '0 0 * * 7', 'day of week field has "7": allowed are 0 to 6'],
  ['robfig-v3', '0 0 * * MONDAY', 'SUN to SAT'],
  ['robfig-v3', '0 0 L * *', 'day of month field has "L"'],
  ['robfig-v3', '0 0 * * 1#2', 'day of week field has "1#2"'],
  ['robfig-v3', '5-1 * * * *', 'must not end before it begins'],
  ['robfig-v3', '1-2-3 * * * *', 'at most one "-"'],
  ['robfig-v3', '*/2/2 * * * *', 'at most one "/"'],
  ['robfig-v3', '*/0 * * * *', 'whole number from 1'],
  ['robfig-v3', '*/x * * * *', 'whole number from 1'],
  ['robfig-v3', '-1 * * * *', 'minute field'],
  ['robfig-v3', '9223372036854775808 * * * *', 'minute field'],
  ['robfig-v3', '@Daily', 'no known name'],
  ['robfig-v3', '@reboot', 'no known name'],
  ['robfig-v3', '@triggered', 'no known name'],
  ['robfig-v3', '@every 7d', 'no duration'],
  ['robfig-v3', '@every ', 'no duration'],
  ['robfig-v3', '@every 3000000h', 'no duration'],
  ['robfig-v3', 'TZ=UTC', 'Nothing follows the time zone'],
  ['robfig-v3', 'TZ=Nope/Zone 0 0 * * *', 'no time zone "Nope/Zone"'],
  ['robfig-v3', 'TZ=europe/paris 0 0 * * *', 'no time zone'],
  ['robfig-v3', 'TZ=+01:00 0 0 * * *', 'no time zone'],
  ['robfig-v3', 'TZ=PST 0 0 * * *', 'no time zone'],
  ['robfig-v3', 'TZ="UTC" 0 0 * * *', 'no time zone'],
  ['go-cron', '*/60 * * * *', 'smaller than the 60 values'],
  ['go-cron', '0 0 * * 8', 'allowed are 0 to 7'],
  ['go-cron', '0 0 H * *', 'day of month field'],
  ['go-cron', '@every 999ms', 'too short'],
  ['go-cron', 'TZ= 0 0 * * *', 'is empty'],
  ['go-cron', `0 0 * * 1${',1'.repeat(600)}`, 'too long'],
  ['robfig-v1', '0 2 * *', '4 fields; allowed are 5 or 6'],
  ['robfig-v1', 'TZ=UTC 0 0 2 * *', 'second field has "TZ=UTC"'],
  [
    'robfig-v1-standard',
    'CRON_TZ=UTC 0 2 * *',
    'minute field has "CRON_TZ=UTC"',
  ],
  ['kubernetes', 'TZ=UTC 0 2 * * *', 'names a time zone'],
  ['kubernetes', 'CRON_TZ=UTC 0 2 * * *', 'names a time zone'],
];
