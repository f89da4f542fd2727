/**
 * A folder that electron-builder takes for a downloaded Electron: the files of the Linux release, empty but for the
 * ones that packing reads. The program is a real ELF file with a real fuse wire, so that flipping the fuses is real.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createPackageFromStreams } from '@electron/asar';

/** electron/docs/tutorial/fuses.md: what stands before the wire, once in the binary. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/** Version 1, nine fuses as Electron 45 ships them: '1' on, '0' off, in the order of FuseV1Options. */
const wire = Buffer.concat([Buffer.from([1, 9]), Buffer.from('101100011', 'latin1')]);

/** The names in electron-v45-linux-x64.zip. */
const files = [
  'chrome-sandbox',
  'chrome_100_percent.pak',
  'chrome_200_percent.pak',
  'chrome_crashpad_handler',
  'icudtl.dat',
  'libEGL.so',
  'libGLESv2.so',
  'libffmpeg.so',
  'libvk_swiftshader.so',
  'libvulkan.so.1',
  'locales/en-US.pak',
  'locales/zh-CN.pak',
  'resources.pak',
  'snapshot_blob.bin',
  'v8_context_snapshot.bin',
  'vk_swiftshader_icd.json',
  'LICENSE',
  'LICENSES.chromium.html',
] as const;

/** @param folder is made; @param version Electron's, without a `v` */
export async function makeStandInElectron(folder: string, version: string): Promise<void> {
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), '');
  }
  mkdirSync(join(folder, 'resources'));
  // electron-builder reads the head of every archive
  await createPackageFromStreams(join(folder, 'resources/default_app.asar'), []);
  writeFileSync(join(folder, 'version'), version);
  writeFileSync(
    join(folder, 'electron'),
    Buffer.concat([readFileSync('/bin/true'), Buffer.from(sentinel, 'latin1'), wire]),
    { mode: 0o755 },
  );
}
