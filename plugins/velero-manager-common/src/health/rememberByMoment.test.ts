import { rememberByMoment } from './rememberByMoment';

describe('rememberByMoment', () => {
  it('asks once for each text and moment', () => {
    let asked = 0;
    const remembered = rememberByMoment((cron, moment) => {
      asked++;
      return cron === 'never' ? null : `${cron} ${moment.getTime()}`;
    });
    const answers = ['a', 'a', 'b', 'never', 'never'].map(cron =>
      remembered(cron, new Date(1)),
    );
    expect(answers).toEqual(['a 1', 'a 1', 'b 1', null, null]);
    expect(asked).toBe(3);
    expect(remembered('a', new Date(2))).toBe('a 2');
  });

  it('does not grow without end', () => {
    let asked = 0;
    const remembered = rememberByMoment(() => asked++);
    for (let i = 0; i < 10_001; i++) remembered('a', new Date(i));
    remembered('a', new Date(0));
    expect(asked).toBe(10_002);
  });
});
