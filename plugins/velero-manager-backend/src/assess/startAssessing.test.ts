import { mockServices } from '@backstage/backend-test-utils';
import { FakeClock } from '../kubernetes/__testUtils__/FakeClock';
import { DueList, DueSubject, SubjectAssessment } from '../store/types';
import { startAssessing } from './startAssessing';

const assessment: SubjectAssessment = {
  parts: [],
  lastGoodAt: null,
  objectiveMet: null,
  validUntil: null,
};

function subject(ref: string): DueSubject {
  const now = new Date(0);
  return { type: 'entity', ref, id: `id-${ref}`, dueAt: now, now, ticket: 't' };
}

/** A due list that hands out batches, and remembers what became of them. */
function scriptedDueList(
  batches: (DueSubject[] | Error)[],
  unstorable: string[] = [],
) {
  const completed: string[] = [];
  const released: string[] = [];
  const dueList: DueList = {
    claim: async () => {
      const batch = batches.shift() ?? [];
      if (batch instanceof Error) {
        throw batch;
      }
      return batch;
    },
    complete: async ({ ref }) => {
      if (unstorable.includes(ref)) {
        throw new Error('cannot be stored');
      }
      completed.push(ref);
      return [];
    },
    completeAll: async judged => {
      const refs = judged.map(one => one.subject.ref);
      if (refs.some(ref => unstorable.includes(ref))) {
        throw new Error('cannot be stored');
      }
      completed.push(...refs);
      return [];
    },
    release: async ({ ref }) => {
      released.push(ref);
    },
    markSilence: async () => {},
    nextDueInMs: async () => null,
  };
  return { dueList, completed, released };
}

describe('startAssessing', () => {
  it('works off what is due, and asks again every half second', async () => {
    const clock = new FakeClock();
    const { dueList, completed } = scriptedDueList([
      [subject('a')],
      [],
      [subject('b')],
    ]);
    const told: string[] = [];
    const stop = startAssessing({
      dueList,
      load: async () => async () => assessment,
      onAssessed: ({ ref }) => told.push(ref),
      clock,
      logger: mockServices.logger.mock(),
    });
    await clock.advance(0);
    expect(completed).toEqual(['a']);
    await clock.advance(1_000);
    expect(completed).toEqual(['a', 'b']);
    expect(told).toEqual(['a', 'b']);
    await stop();
    expect(clock.pending).toBe(0);
  });

  it('goes on judging where it cannot look for what fell silent', async () => {
    const clock = new FakeClock();
    const { dueList, completed } = scriptedDueList([[subject('a')]]);
    const stop = startAssessing({
      dueList: {
        ...dueList,
        markSilence: async () => {
          throw new Error('cannot be marked');
        },
      },
      load: async () => async () => assessment,
      onAssessed: () => {},
      clock,
      logger: mockServices.logger.mock(),
    });
    await clock.advance(1_000);
    expect(completed).toEqual(['a']);
    await stop();
  });

  it('puts back what it could not judge, and goes on with the rest', async () => {
    const clock = new FakeClock();
    const logger = mockServices.logger.mock();
    const { dueList, completed, released } = scriptedDueList([
      [subject('bad'), subject('good')],
    ]);
    const stop = startAssessing({
      dueList,
      load:
        async () =>
        async ({ ref }) => {
          if (ref === 'bad') {
            throw new Error('cannot');
          }
          return assessment;
        },
      onAssessed: () => {},
      clock,
      logger,
    });
    await clock.advance(0);
    expect(released).toEqual(['bad']);
    expect(completed).toEqual(['good']);
    expect(logger.error).toHaveBeenCalledTimes(1);
    await stop();
  });

  it('loads what is due together, and each by itself where that fails', async () => {
    const clock = new FakeClock();
    const logger = mockServices.logger.mock();
    const { dueList, completed, released } = scriptedDueList([
      ['a', 'b'].map(subject),
      ['c', 'bad', 'd'].map(subject),
    ]);
    const loaded: string[] = [];
    const stop = startAssessing({
      dueList,
      load: async subjects => {
        const refs = subjects.map(({ ref }) => ref).join();
        loaded.push(refs);
        if (refs.includes('bad')) {
          throw new Error('cannot be read');
        }
        return async () => assessment;
      },
      onAssessed: () => {},
      clock,
      logger,
    });
    await clock.advance(500);
    expect(loaded).toEqual(['a,b', 'c,bad,d', 'c', 'bad', 'd']);
    expect(completed).toEqual(['a', 'b', 'c', 'd']);
    expect(released).toEqual(['bad']);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    await stop();
  });

  it('puts back what cannot be stored, and stores the rest', async () => {
    const clock = new FakeClock();
    const { dueList, completed, released } = scriptedDueList(
      [[subject('a'), subject('bad'), subject('b')]],
      ['bad'],
    );
    const told: string[] = [];
    const stop = startAssessing({
      dueList,
      load: async () => async () => assessment,
      onAssessed: ({ ref }) => told.push(ref),
      clock,
      logger: mockServices.logger.mock(),
    });
    await clock.advance(0);
    expect(completed).toEqual(['a', 'b']);
    expect(told).toEqual(['a', 'b']);
    expect(released).toEqual(['bad']);
    await stop();
  });

  it('pauses while it works, so that others of the process come to turn', async () => {
    const clock = new FakeClock();
    const { dueList } = scriptedDueList([
      Array.from({ length: 50 }, (_, i) => subject(`${i}`)),
    ]);
    const stop = startAssessing({
      dueList,
      load: async () => async () => {
        clock.pass(10);
        return assessment;
      },
      onAssessed: () => {},
      clock,
      logger: mockServices.logger.mock(),
    });
    await clock.advance(1_000);
    // Ten milliseconds each: a pause after every third.
    expect(clock.pauses.filter(ms => ms === 0)).toHaveLength(16);
    await stop();
  });

  it('stores nothing for a subject that is gone', async () => {
    const clock = new FakeClock();
    const { dueList, completed } = scriptedDueList([[subject('gone')]]);
    const stop = startAssessing({
      dueList,
      load: async () => async () => null,
      onAssessed: () => {},
      clock,
      logger: mockServices.logger.mock(),
    });
    await clock.advance(0);
    expect(completed).toEqual([]);
    await stop();
  });

  it('survives a due list that cannot be read, and tells of it once', async () => {
    const clock = new FakeClock();
    const logger = mockServices.logger.mock();
    const { dueList, completed } = scriptedDueList([
      new Error('database is away'),
      new Error('database is away'),
      [subject('a')],
    ]);
    const stop = startAssessing({
      dueList,
      load: async () => async () => assessment,
      onAssessed: () => {},
      clock,
      logger,
    });
    await clock.advance(1_000);
    expect(completed).toEqual(['a']);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    await stop();
  });
});
