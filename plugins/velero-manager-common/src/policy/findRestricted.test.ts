import { intentOf, save } from '../plan/__fixtures__/repositories';
import { parseSettings } from '../snapshot';
import { findRestricted } from './findRestricted';

describe('findRestricted', () => {
  it.each([
    ['nothing is restricted', save({ paused: true }), [], []],
    [
      'a field says something',
      save({ paused: false, storageLocation: 'ledger' }),
      ['schedule:save.storageLocation', 'schedule:save.paused'],
      ['schedule:save.storageLocation', 'schedule:save.paused'],
    ],
    ['a field is left out', save(), ['schedule:save.paused'], []],
    [
      'another kind has the field too',
      save({ paused: true }),
      ['schedule:pause.paused'],
      [],
    ],
    ['all of it is', save(), ['schedule:save'], ['schedule:save']],
  ])('%s', (_, intent, restricted, found) => {
    expect(findRestricted(intentOf(intent), restricted).sort()).toEqual(
      [...found].sort(),
    );
  });
});

describe('restricted of an environment', () => {
  const settings = (restricted: string) =>
    parseSettings(`layout: 1
repository: { url: 'https://git.example.com/shop/backups' }
environments:
  production: { approvals: 2, restricted: ${restricted} }
`);

  it('names intents, or fields of them', () => {
    expect(settings('[schedule:pause, schedule:save.hooks]')).toMatchObject({
      ok: true,
      value: {
        environments: {
          production: { restricted: ['schedule:pause', 'schedule:save.hooks'] },
        },
      },
    });
  });

  it.each(['[schedule:save.hook]', '[hooks]', '[schedule:save.kind]', '[""]'])(
    'refuses %s, which would close nothing',
    restricted => {
      expect(settings(restricted)).toEqual({
        ok: false,
        reason: expect.stringMatching(
          /^\.velero-manager\.yaml:4: environments\.production\.restricted\.0: must be a kind of intent/,
        ),
      });
    },
  );
});
