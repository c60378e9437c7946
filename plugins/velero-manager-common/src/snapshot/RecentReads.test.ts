import { RecentReads } from './RecentReads';

describe('RecentReads', () => {
  const reads = () => {
    const recent = RecentReads.create<{ of: string }>({ maxLength: 12 });
    const made: string[] = [];
    const read = (text: string) =>
      recent.get(text, () => {
        made.push(text);
        return { of: text };
      });
    return { read, made };
  };

  it('makes the same of a text once', () => {
    const { read, made } = reads();
    expect(read('abc')).toBe(read('abc'));
    expect(made).toEqual(['abc']);
  });

  it('forgets what was asked for longest ago where there is no room', () => {
    const { read, made } = reads();
    ['aaa', 'bbb', 'ccc', 'ddd', 'aaa', 'eee'].forEach(read);
    expect(made.splice(0)).toEqual(['aaa', 'bbb', 'ccc', 'ddd', 'eee']);
    ['aaa', 'ccc', 'ddd', 'eee'].forEach(read);
    expect(made.splice(0)).toEqual([]);
    read('bbb');
    expect(made).toEqual(['bbb']);
  });

  it('keeps nothing that would take the room of many', () => {
    const { read, made } = reads();
    ['aaa', 'too long', 'too long', 'aaa'].forEach(read);
    expect(made).toEqual(['aaa', 'too long', 'too long']);
  });
});
