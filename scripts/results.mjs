import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { root } from './runtime.mjs';

/** A step that is one check: it passed or it failed. */
export function oneCheck(passed, details = '') {
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, details };
}

// Some tests compare us with things that not every machine has (kubectl, the
// answers of real libraries). CI has them all: there a skipped test is a failure.
const skippingFails = Boolean(process.env.CI);

function counts({ passed, failed, skipped: leftOut, problems, unit }) {
  const found = [...problems];
  const skipped = skippingFails ? leftOut : [];
  const names = leftOut.map(name => `  ${name}`).join('\n');
  if (skipped.length > 0) {
    found.push(`Skipped, which proves nothing:\n${names}`);
  } else if (leftOut.length > 0) {
    console.log(`Left out on this machine, run in CI:\n${names}`);
  }
  if (passed + failed + skipped.length === 0) {
    found.push(`There are no ${unit} at all.`);
  }
  return {
    passed,
    // Something is wrong even if no single test says so.
    failed: Math.max(failed + skipped.length, found.length > 0 ? 1 : 0),
    details: found.join('\n'),
  };
}

function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

/**
 * What a Jest run found, from its JSON report: a suite that could not even be
 * loaded is a failure, and so are a skipped test and a bad exit without one.
 */
export function jestResults(file, { code, tail }) {
  const report = read(file);
  if (!report) {
    return oneCheck(false, `Jest left no report.\n${tail}`);
  }
  const problems = [];
  let failed = report.numFailedTests;
  const skipped = [];
  for (const suite of report.testResults) {
    const name = relative(root, suite.name);
    const broken = suite.assertionResults.filter(t => t.status === 'failed');
    if (suite.status === 'failed' && broken.length === 0) {
      failed += 1;
    }
    if (suite.status === 'failed') {
      problems.push(`${name}\n${suite.message}`);
    }
    skipped.push(
      ...suite.assertionResults
        .filter(test => ['pending', 'todo', 'skipped'].includes(test.status))
        .map(test => `${name}: ${test.fullName}`),
    );
  }
  if (code !== 0 && problems.length === 0) {
    problems.push(`Jest ended with exit code ${code}.\n${tail}`);
  }
  return counts({
    passed: report.numPassedTests,
    failed,
    skipped,
    problems,
    unit: 'unit tests',
  });
}

/** Of a page: the fleet has long ones. */
const MOST_LINES = 150;

function* playwrightTests(suites, path = []) {
  for (const suite of suites) {
    const here = [...path, suite.title];
    yield* playwrightTests(suite.suites ?? [], here);
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests) {
        yield { name: [...here, spec.title].join(' › '), test };
      }
    }
  }
}

/**
 * What the pages of failed tests showed, as text: who reads the log of a CI run
 * has no pictures.
 */
function* pagesOf(tests) {
  for (const { name, test } of tests) {
    for (const { attachments = [] } of test.results) {
      for (const { name: kind, path } of attachments) {
        if (kind === 'error-context' && path && existsSync(path)) {
          const [, page = ''] = readFileSync(path, 'utf8').split('```yaml\n');
          const lines = page.split('```')[0].split('\n');
          yield `What the page showed, ${name}:\n${lines
            .slice(0, MOST_LINES)
            .join('\n')}`;
        }
      }
    }
  }
}

/** What a Playwright run found, from its JSON report. */
export function playwrightResults(file, { code, tail }) {
  const report = read(file);
  if (!report) {
    return oneCheck(false, `Playwright left no report.\n${tail}`);
  }
  const tests = [...playwrightTests(report.suites)];
  const named = status =>
    tests.filter(({ test }) => test.status === status).map(({ name }) => name);
  const failed = [...named('unexpected'), ...named('flaky')];
  const problems = failed.length > 0 || code !== 0 ? [tail] : [];
  problems.push(
    ...pagesOf(
      tests.filter(({ test }) => ['unexpected', 'flaky'].includes(test.status)),
    ),
  );
  return counts({
    passed: named('expected').length,
    failed: failed.length,
    skipped: named('skipped'),
    problems: [...report.errors.map(error => error.message), ...problems],
    unit: 'end-to-end tests',
  });
}
