import { at, contact } from './__fixtures__/facts';
import { contactState, SILENT_AFTER_MS } from './contactState';
import { overlay } from './overlay';
import { ProtectionVerdict, SyncVerdict } from './verdict';
import { worstProtection, worstSync } from './worst';

const verdict = (
  state: ProtectionVerdict['state'],
  validUntil: string | null = null,
): ProtectionVerdict => ({
  state,
  reason: state.toLowerCase(),
  message: `It is ${state}.`,
  validUntil: validUntil === null ? null : new Date(validUntil),
});
const options = (now: string) => ({
  now: new Date(now),
  silentAfterMs: SILENT_AFTER_MS,
});

describe('contactState', () => {
  it.each([
    ['connected', contact(), at('12:04')],
    ['failing', contact({ failure: 'refused' }), at('12:04')],
    ['silent', contact({ failure: 'refused' }), at('12:05')],
    ['silent', contact(), at('12:05')],
    [
      'never',
      contact({ lastContactAt: null, failure: 'refused' }),
      at('12:00'),
    ],
  ])('is %s', (state, given, now) => {
    expect(contactState(given, options(now)).state).toBe(state);
  });

  it('tells the moment at which it turns silent', () => {
    expect(contactState(contact(), options(at('12:00'))).silentAt).toEqual(
      new Date(at('12:05')),
    );
    expect(
      contactState(contact({ lastContactAt: null }), options(at('12:00')))
        .silentAt,
    ).toBeNull();
  });
});

describe('overlay', () => {
  const lay = (
    given: ReturnType<typeof contact>,
    now: string,
    v = verdict('HEALTHY', at('13:00')),
  ) => overlay(v, { name: 'prod-1', contact: given }, options(now));

  it('leaves the verdict of a cluster that is seen, until it would turn silent', () => {
    expect(lay(contact(), at('12:01'))).toEqual({
      ...verdict('HEALTHY', at('12:05')),
      lastKnown: null,
    });
    expect(lay(contact({ failure: 'refused' }), at('12:01')).state).toBe(
      'HEALTHY',
    );
    expect(
      lay(contact(), at('12:01'), verdict('HEALTHY', at('12:02'))).validUntil,
    ).toEqual(new Date(at('12:02')));
  });

  it('turns the verdict of a silent cluster into UNKNOWN with the last known beside', () => {
    expect(
      lay(contact({ failure: 'connection refused' }), at('12:05')),
    ).toEqual({
      state: 'UNKNOWN',
      reason: 'cluster_silent',
      message:
        "No contact with cluster 'prod-1' since 2026-11-20T12:00Z: connection refused.",
      validUntil: null,
      lastKnown: { state: 'HEALTHY', message: 'It is HEALTHY.' },
    });
    expect(lay(contact(), at('12:05')).message).toBe(
      "No contact with cluster 'prod-1' since 2026-11-20T12:00Z.",
    );
  });

  it('says that a cluster was never reached', () => {
    expect(
      lay(contact({ lastContactAt: null, failure: 'no route' }), at('12:00')),
    ).toMatchObject({
      state: 'UNKNOWN',
      reason: 'never_contacted',
      message: "Cluster 'prod-1' has not been reached yet: no route.",
      lastKnown: null,
    });
  });
});

describe('roll-ups', () => {
  it.each([
    [['HEALTHY', 'UNKNOWN', 'CRITICAL', 'UNPROTECTED'], 'CRITICAL'],
    [['HEALTHY', 'UNKNOWN', 'DEGRADED'], 'DEGRADED'],
    [['HEALTHY', 'UNKNOWN', 'PAUSED'], 'UNKNOWN'],
    [['HEALTHY', 'PENDING'], 'PENDING'],
    [['EXEMPT', 'HEALTHY'], 'HEALTHY'],
    [['EXEMPT', 'EXEMPT'], 'EXEMPT'],
  ] as const)('makes of %p %s', (states, expected) => {
    expect(worstProtection(states.map(s => verdict(s)))?.state).toBe(expected);
  });

  it('keeps the words of the first and the earliest end of all', () => {
    const parts = [
      verdict('HEALTHY', at('12:01')),
      { ...verdict('CRITICAL', at('14:00')), message: 'first' },
      { ...verdict('CRITICAL'), message: 'second' },
    ];
    expect(worstProtection(parts)).toMatchObject({
      message: 'first',
      validUntil: new Date(at('12:01')),
    });
    expect(worstProtection([])).toBeNull();
  });

  it('orders sync states by their own order', () => {
    const sync = (state: SyncVerdict['state']): SyncVerdict => ({
      state,
      reason: '',
      message: '',
      validUntil: null,
    });
    expect(
      worstSync(
        ['SYNCED', 'SUSPENDED', 'UNKNOWN', 'BEHIND'].map(s =>
          sync(s as SyncVerdict['state']),
        ),
      )?.state,
    ).toBe('BEHIND');
    expect(worstSync([])).toBeNull();
  });
});
