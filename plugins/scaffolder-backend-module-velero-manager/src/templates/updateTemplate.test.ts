import { templateEntityV1beta3Validator } from '@backstage/plugin-scaffolder-common';
import { parseIntent } from '@velero-manager/backstage-plugin-velero-manager-common';
import { validate } from 'jsonschema';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { FakeBackend } from '../__testUtils__/FakeBackend';
import { createIntentAction } from '../actions';
import { exampleTemplates } from './exampleTemplates';
import { updateTemplate } from './updateTemplate';

const read = (file: string) =>
  readFileSync(resolve(__dirname, '../../../..', file), 'utf8');

describe.each(exampleTemplates)('the template of $kind', ({ file, kind }) => {
  const text = read(file);
  const template = parse(text);
  const { service } = new FakeBackend();

  it('holds the form of its intent; else run "yarn templates"', () => {
    expect(updateTemplate(text, kind)).toBe(text);
  });

  it('is a template as the catalog accepts it', async () => {
    await expect(templateEntityV1beta3Validator.check(template)).resolves.toBe(
      true,
    );
  });

  it('gives its action what that takes', () => {
    const [step] = template.spec.steps;
    const action = createIntentAction({ kind, service });
    expect(step.action).toBe(action.id);
    const known = action.schema?.input?.properties ?? {};
    expect(Object.keys(known)).toEqual(
      expect.arrayContaining(Object.keys(step.input)),
    );
    const outputs = Object.keys(action.schema?.output?.properties ?? {});
    const used = [
      ...JSON.stringify(template.spec.output).matchAll(/output\.(\w+)/g),
    ].map(([, name]) => name);
    expect(used).not.toHaveLength(0);
    expect(outputs).toEqual(expect.arrayContaining(used));
  });

  it('has patterns that a browser compiles as the form does', () => {
    const patterns = [
      ...JSON.stringify(template.spec.parameters).matchAll(
        /"pattern":("(?:[^"\\]|\\.)*")/g,
      ),
    ].map(([, pattern]) => JSON.parse(pattern));
    expect(patterns).not.toHaveLength(0);
    for (const pattern of patterns) {
      expect(() => new RegExp(pattern, 'u')).not.toThrow();
    }
  });
});

describe('updateTemplate', () => {
  const [{ file, kind }] = exampleTemplates;
  const text = read(file);

  it('keeps what people wrote', () => {
    const edited = text.replace('spec:\n', 'spec:\n  # Ours\n  lifecycle: x\n');
    expect(updateTemplate(edited, kind)).toBe(edited);
    const stale = text.replace(
      / {4}- title: Where\n[^]*?( {4}- title: )/,
      '$1',
    );
    expect(stale).not.toBe(text);
    expect(updateTemplate(stale, kind)).toBe(text);
  });

  it('accepts a form that a card filled in beforehand', () => {
    const filled = {
      environment: 'production',
      cluster: 'prod-cluster-01',
      scope: 'returns',
      frequency: 'daily',
      includedNamespaces: ['returns'],
      cron: '0 2 * * *',
      retention: '30d',
    };
    for (const page of parse(text).spec.parameters) {
      expect(validate(filled, page).errors).toEqual([]);
    }
    expect(parseIntent({ kind, ...filled })).toMatchObject({ ok: true });
  });
});
