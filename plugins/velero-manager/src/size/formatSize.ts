const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/**
 * A size as Kubernetes counts it: "10 GiB".
 *
 * @internal
 */
export function formatSize(bytes: number, language: string): string {
  const power = bytes < 1 ? 0 : Math.floor(Math.log2(bytes) / 10);
  const index = Math.min(power, UNITS.length - 1);
  const amount = new Intl.NumberFormat(language, {
    maximumFractionDigits: 1,
  }).format(bytes / 1024 ** index);
  return `${amount} ${UNITS[index]}`;
}
