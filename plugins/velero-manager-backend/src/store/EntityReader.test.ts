import { EntityReader } from './EntityReader';
import { LoadedEntity } from './reportTypes';

/** As far as these tests look at one. */
const entity = (subjectId: string) => ({ subjectId } as LoadedEntity);

/** A store whose answers wait until they are let go. */
function start(atOnce = 1, unreadable: string[] = []) {
  const asked: string[][] = [];
  const held: (() => void)[] = [];
  const reader = EntityReader.create({
    atOnce,
    load: async refs => {
      asked.push(refs);
      await new Promise<void>(resolve => {
        held.push(resolve);
      });
      if (refs.some(ref => unreadable.includes(ref))) {
        throw new Error(`cannot read ${refs}`);
      }
      return new Map(
        refs.filter(ref => ref !== 'gone').map(ref => [ref, entity(ref)]),
      );
    },
  });
  const settle = async () => {
    for (let turn = 0; turn < 4; turn += 1) {
      await new Promise(resolve => {
        setImmediate(resolve);
      });
    }
  };
  return {
    ...{ reader, asked, settle },
    letGo: async () => {
      await settle();
      held.splice(0).forEach(resolve => resolve());
      await settle();
    },
  };
}

describe('EntityReader', () => {
  it('reads one at once, and those who wait together', async () => {
    const { reader, asked, settle, letGo } = start();
    const first = reader.read('a');
    await settle();
    const others = ['b', 'gone', 'a', 'b'].map(ref => reader.read(ref));
    await settle();
    expect(asked).toEqual([['a']]);
    await letGo();
    await expect(first).resolves.toEqual(entity('a'));
    // Who asks while 'a' is being read gets what is there afterwards.
    expect(asked).toEqual([['a'], ['b', 'gone', 'a']]);
    await letGo();
    await expect(Promise.all(others)).resolves.toEqual([
      entity('b'),
      null,
      entity('a'),
      entity('b'),
    ]);
  });

  it('reads no more at a time than may be, and as many groups as may be', async () => {
    const { reader, asked, settle, letGo } = start(2);
    const all = Array.from({ length: 60 }, (_, i) => reader.read(`${i}`));
    await settle();
    const sizes = () => asked.map(refs => refs.length);
    expect(sizes()).toEqual([1, 1]);
    await letGo();
    expect(sizes()).toEqual([1, 1, 25, 25]);
    await letGo();
    expect(sizes()).toEqual([1, 1, 25, 25, 8]);
    await letGo();
    await expect(Promise.all(all)).resolves.toHaveLength(60);
  });

  it('keeps the trouble of one from the others', async () => {
    const { reader, settle, letGo } = start(1, ['bad']);
    const first = reader.read('a');
    await settle();
    const others = ['b', 'bad', 'c'].map(ref => reader.read(ref));
    const outcomes = Promise.allSettled([first, ...others]);
    for (let i = 0; i < 5; i += 1) {
      await letGo();
    }
    expect(await outcomes).toEqual([
      { status: 'fulfilled', value: entity('a') },
      { status: 'fulfilled', value: entity('b') },
      { status: 'rejected', reason: new Error('cannot read bad') },
      { status: 'fulfilled', value: entity('c') },
    ]);
  });
});
