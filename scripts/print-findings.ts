import type { PackageFindings } from './package-check.ts';

/** A table of what is inside, and a line for each problem. */
export function printFindings({ contents, fuses, problems }: PackageFindings): void {
  const kibibytes = (bytes: number): string => `${(bytes / 1024).toFixed(bytes < 10_240 ? 1 : 0)} KiB`;
  const rows = [
    ...contents.filter(({ files }) => files > 0),
    {
      name: 'together',
      files: contents.reduce((sum, { files }) => sum + files, 0),
      bytes: contents.reduce((sum, { bytes }) => sum + bytes, 0),
    },
  ];
  console.log('\nInside the package, Electron itself left out:');
  for (const { name, files, bytes } of rows)
    console.log(`  ${name.padEnd(16)} ${String(files).padStart(4)} files ${kibibytes(bytes).padStart(12)}`);
  console.log(`Fuses as read back: ${fuses.map(([name, on]) => `${name} ${on === true ? 'on' : 'off'}`).join(', ')}`);
  for (const problem of problems) console.error(`✗ ${problem}`);
  console.log(
    problems.length === 0
      ? 'The package has everything that the app needs when it runs, and nothing else.'
      : `${problems.length} ${problems.length === 1 ? 'thing is' : 'things are'} wrong with the package.`,
  );
}
