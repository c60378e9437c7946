import de from './de';

it('quotes as German does', () => {
  const texts = Object.entries(de);
  expect(texts.filter(([, text]) => /[”"]/.test(text))).toEqual([]);
  expect(de['field.quoted']).toBe('„{{name}}“');
});
