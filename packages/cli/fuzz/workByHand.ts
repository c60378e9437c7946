import { isMap, parseDocument } from 'yaml';

/** What somebody does to a file by hand, and an edit has to keep. */
export const workByHand = {
  comment: (text: string, pick: number) => `# by hand ${pick}\n${text}`,
  annotation: (text: string, pick: number) => {
    const document = parseDocument(text);
    if (!isMap(document.contents) || text.includes('\n---\n')) return text;
    if (!document.hasIn(['metadata', 'annotations'])) return text;
    document.setIn(
      ['metadata', 'annotations', `example.com/by-hand-${pick}`],
      'shop',
    );
    return document.toString({ lineWidth: 0, singleQuote: true });
  },
  order: (text: string) => {
    const document = parseDocument(text);
    const { resources = [] } = document.toJS();
    document.set('resources', document.createNode([...resources].reverse()));
    return document.toString();
  },
};
