import { diffLines } from './diffLines';

describe('diffLines', () => {
  it('tells what was added, removed and kept', () => {
    const diff = [
      '--- a/kustomization.yaml',
      '+++ b/kustomization.yaml',
      '@@ -1,2 +1,3 @@',
      ' resources:',
      '---- a list item that looks like a heading',
      '+  - new.yaml',
      '+',
      '\\ No newline at end of file',
      '',
    ].join('\n');
    expect(diffLines(diff)).toEqual([
      { kind: 'place', text: '@@ -1,2 +1,3 @@' },
      { kind: 'kept', text: ' resources:' },
      { kind: 'removed', text: '---- a list item that looks like a heading' },
      { kind: 'added', text: '+  - new.yaml' },
      { kind: 'added', text: '+' },
      { kind: 'kept', text: '\\ No newline at end of file' },
    ]);
  });

  it('has no lines where nothing differs', () => {
    expect(diffLines('--- a/x\n+++ b/x\n')).toEqual([]);
    expect(diffLines('')).toEqual([]);
  });
});
