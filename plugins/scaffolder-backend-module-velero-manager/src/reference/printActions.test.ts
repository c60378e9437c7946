import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { intentKinds } from '@velero-manager/backstage-plugin-velero-manager-common';
import { FakeBackend } from '../__testUtils__/FakeBackend';
import { allActions } from '../actions';
import { printActions } from './printActions';

describe('actions.md', () => {
  const actions = allActions(new FakeBackend());
  const page = readFileSync(
    resolve(__dirname, '../../../../docs/actions.md'),
    'utf8',
  );

  it('is what `yarn actions` writes', () => {
    expect(printActions(actions)).toBe(page);
  });

  it.each(actions.map(({ id, schema }) => [id, schema] as const))(
    'tells every input of %s',
    (id, schema) => {
      const told = page
        .split('\n### ')
        .find(part => part.startsWith(`${id}\n`));
      const shared = page.split('\n## ')[1];
      for (const name of Object.keys(schema?.input?.properties ?? {})) {
        expect(`${told}${shared}`).toContain(`- \`${name}\` (`);
      }
    },
  );

  it('stands beside a page that tells what each intent writes', () => {
    const authoring = readFileSync(
      resolve(__dirname, '../../../../docs/authoring.md'),
      'utf8',
    );
    const told = [...authoring.matchAll(/^\| `([a-z-]+:[a-z-]+)`/gm)];
    expect(told.map(([, kind]) => kind).sort()).toEqual(
      [...intentKinds].sort(),
    );
  });

  it('leaves nothing of unknown kind', () => {
    expect(page).not.toContain('anything');
  });
});
