import { FakeClock } from './__testUtils__/FakeClock';
import { fault } from './__testUtils__/ScriptedReader';
import { rememberAnswers } from './rememberAnswers';

describe('rememberAnswers', () => {
  const start = (answer: () => unknown) => {
    const clock = new FakeClock();
    const asked: string[] = [];
    const client = rememberAnswers(
      {
        async getJson({ path }) {
          asked.push(path);
          const given = answer();
          if (given instanceof Error) {
            throw given;
          }
          return given;
        },
      },
      { clock, forMs: path => (path === '/slow' ? 60_000 : 30_000) },
    );
    const ask = (path: string) =>
      client.getJson({
        path,
        subject: { verb: 'discover', resource: 'x' },
        signal: new AbortController().signal,
      });
    return { clock, asked, ask };
  };

  it('asks once for all who ask within a while', async () => {
    const { clock, asked, ask } = start(() => ({ resources: [] }));
    const answers = await Promise.all([ask('/a'), ask('/a'), ask('/b')]);
    expect(answers[0]).toBe(answers[1]);
    expect(asked).toEqual(['/a', '/b']);
    await clock.advance(30_000);
    await ask('/a');
    expect(asked).toEqual(['/a', '/b', '/a']);
  });

  it('asks about what changes more rarely less often', async () => {
    const { clock, asked, ask } = start(() => ({ resources: [] }));
    await ask('/slow');
    await clock.advance(59_000);
    await ask('/slow');
    expect(asked).toEqual(['/slow']);
    await clock.advance(1_000);
    await ask('/slow');
    expect(asked).toEqual(['/slow', '/slow']);
  });

  it.each([
    [404, 1],
    [403, 1],
    [503, 2],
  ])('asks after a %d: %d time(s)', async (code, times) => {
    const { asked, ask } = start(() => fault(code));
    await expect(ask('/a')).rejects.toMatchObject({ code });
    await expect(ask('/a')).rejects.toMatchObject({ code });
    expect(asked).toHaveLength(times);
  });
});
