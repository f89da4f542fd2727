/**
 * `npm run dist:check`: packs the app as `npm run dist` does, but with a stand-in for Electron and without the tools that
 * AppImage, deb and rpm need from the network; then shows that what the app needs is in the package, and nothing else.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildHelper } from './build-helper.ts';
import { buildIfStale } from './build-if-stale.ts';
import { electronVersion } from './electron-binary.ts';
import { pack } from './pack.ts';
import { checkPackage } from './package-check.ts';
import { packageConfig } from './package-config.ts';
import { printFindings } from './print-findings.ts';
import { makeStandInElectron } from './stand-in-electron.ts';

buildIfStale(['desktop', 'screens']);
buildHelper();
const folder = mkdtempSync(join(tmpdir(), 'brainkernel-dist-'));
let whole: boolean;
try {
  const electronDist = join(folder, 'electron');
  await makeStandInElectron(electronDist, electronVersion);
  const packed = await pack({
    config: packageConfig({ environment: process.env }),
    targets: ['dir', 'AppImage', 'deb', 'rpm'],
    output: join(folder, 'out'),
    electronDist,
    dry: true,
  });
  const findings = await checkPackage(packed, electronDist);
  printFindings(findings);
  console.log('Electron was a stand-in: nothing was run on it, and no AppImage, deb or rpm was written.');
  whole = findings.problems.length === 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
// electron-builder's exit hook forgets process.exitCode
process.exit(whole ? 0 : 1);
