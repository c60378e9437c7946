import { protectionStates, syncStates } from '../states';
import { findReason, reasonGroups, reasons } from '.';

const all = Object.entries(reasons);

describe('reasons', () => {
  it.each(all)('say what %s means, and what to do', (_, reason) => {
    const { means, remedy, states } = reason;
    expect(means).toMatch(/^(?:[A-Z]|spec[.]).*[.]$/s);
    expect(remedy === '' || /[.]$/.test(remedy)).toBe(true);
    expect(states.length).toBeGreaterThan(0);
    const known: string[] = [...protectionStates, ...syncStates];
    expect(states.filter(state => !known.includes(state))).toEqual([]);
  });

  it('are each in one group', () => {
    const grouped = reasonGroups.flatMap(group => Object.keys(group.reasons));
    expect(grouped.sort()).toEqual(all.map(([code]) => code).sort());
  });

  it('are found by their code, and no other', () => {
    expect(findReason('protected')).toBe(reasons.protected);
    expect(findReason('nonsense')).toBeNull();
    expect(findReason('toString')).toBeNull();
  });
});
