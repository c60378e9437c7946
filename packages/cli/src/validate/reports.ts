import type {
  Finding,
  FindingSeverity,
} from '@velero-manager/backstage-plugin-velero-manager-common';

/** How findings can be written. @internal */
export const reportFormats = ['text', 'json', 'github'] as const;
/** @internal */
export type ReportFormat = (typeof reportFormats)[number];

/** @internal */
export function isReportFormat(format: string): format is ReportFormat {
  return reportFormats.some(known => known === format);
}

/**
 * Writes what was found: for people (`file:line severity code message`), for
 * programs (JSON, with what is only for information), or as annotations of a
 * GitHub workflow.
 *
 * @internal
 */
export function writeReport(
  format: ReportFormat,
  findings: readonly Finding[],
  options: { files: number },
): string {
  const counts = countOf(findings);
  if (format === 'json') {
    return `${JSON.stringify(
      { files: options.files, ...counts, findings },
      null,
      2,
    )}\n`;
  }
  const write = format === 'text' ? writeText : writeAnnotation;
  const shown = findings.filter(({ severity }) => severity !== 'info');
  return [...shown.map(write), summaryOf(counts, options.files), ''].join('\n');
}

function summaryOf(counts: ReturnType<typeof countOf>, files: number): string {
  const summary = `${files} files: ${counts.errors} errors, ${counts.warnings} warnings.`;
  return counts.infos === 0
    ? summary
    : `${summary} ${counts.infos} more could not be checked, or are for information: --format json.`;
}

function countOf(findings: readonly Finding[]) {
  const count = (severity: FindingSeverity) =>
    findings.filter(finding => finding.severity === severity).length;
  return {
    errors: count('error'),
    warnings: count('warning'),
    infos: count('info'),
  };
}

function writeText({
  path,
  line,
  severity,
  code,
  message,
  fix,
}: Finding): string {
  const place = line === null ? visible(path) : `${visible(path)}:${line}`;
  return `${place} ${severity} ${code} ${visible(message)}${
    fix ? ` ${visible(fix)}` : ''
  }`;
}

/** A name of a file may hold what a terminal would obey. */
function visible(text: string): string {
  return text.replace(
    /[\p{C}\u2028\u2029]/gu,
    char => `\\u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}

const COMMANDS: Record<FindingSeverity, string> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
};

/** GitHub's workflow command; `%`, line breaks, `:` and `,` would end it early. */
function writeAnnotation({
  path,
  line,
  severity,
  code,
  message,
  fix,
}: Finding): string {
  const properties = [
    `file=${escapeProperty(path)}`,
    ...(line === null ? [] : [`line=${line}`]),
    `title=${escapeProperty(code)}`,
  ];
  return `::${COMMANDS[severity]} ${properties.join(',')}::${escapeData(
    fix ? `${message} ${fix}` : message,
  )}`;
}

function escapeData(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
