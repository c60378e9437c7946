import type { Checked, CheckedRepository } from '../CheckedRepository';

type Spec = Checked<'argoproj.io/Application'>['object']['spec'];
/** What an Application applies: a folder, or a chart. @internal */
export type Source = NonNullable<Spec['source']>;

/** The sources of an Application, each with the field it stands in. @internal */
export function sourcesOf({ source, sources = [] }: Spec) {
  return source
    ? [{ source, field: ['spec', 'source'] }]
    : sources.map((item, index) => ({
        source: item,
        field: ['spec', 'sources', index],
      }));
}

/** Whether an address means this repository. @internal */
export function isOwnUrl(repository: CheckedRepository, url: string): boolean {
  const plain = (text: string) => text.replace(/(\.git)?\/?$/, '');
  const own = repository.settings?.repository.url;
  return own !== undefined && plain(url) === plain(own);
}
