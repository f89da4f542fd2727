/** Installs the Debian packages that the tests run on, when they are missing and this is root on Debian. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';

/** A file that proves the package (its path or a pattern), and the package. */
const needed: readonly (readonly [file: string, debianPackage: string])[] = [
  ['/usr/bin/chromium', 'chromium'],
  ['/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc', 'fonts-noto-cjk'],
  ['/usr/bin/Xvfb', 'xvfb'],
  ['/usr/bin/xterm', 'xterm'],
  ['/usr/bin/xprop', 'x11-utils'],
  ['/usr/bin/dbus-daemon', 'dbus-daemon'],
  ['/usr/bin/gio', 'libglib2.0-bin'],
  ['/usr/bin/python3', 'python3'],
  ['/usr/bin/gcc', 'gcc'],
  ['/usr/bin/make', 'make'],
  ['/usr/bin/readelf', 'binutils'],
  ['/usr/include/systemd/sd-bus.h', 'libsystemd-dev'],
  ['/usr/lib/polkit-1/polkitd', 'polkitd'],
  ['/usr/bin/pkexec', 'pkexec'],
  ['/usr/include/stdio.h', 'libc6-dev'],
  ['/usr/bin/script', 'bsdutils'],
  ['/usr/bin/setpriv', 'util-linux'],
  ['/usr/bin/top', 'procps'],
  ['/usr/bin/qemu-system-x86_64', 'qemu-system-x86'],
  ['/usr/bin/mmdebstrap', 'mmdebstrap'],
  ['/usr/sbin/mkfs.ext4', 'e2fsprogs'],
  ['/usr/bin/xz', 'xz-utils'],
  ['/usr/bin/zstd', 'zstd'],
  ['/usr/bin/bc', 'bc'],
  ['/usr/bin/clang', 'clang'],
  ['/usr/lib/llvm-*/lib/clang/*/lib/linux/libclang_rt.fuzzer-*.a', 'libclang-rt-dev'],
  ['/usr/bin/desktop-file-validate', 'desktop-file-utils'],
  ['/usr/bin/appstreamcli', 'appstream'],
];

const missing = needed.filter(([file]) => globSync(file).length === 0).map(([, name]) => name);
if (missing.length > 0) {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    console.error(
      `The tests need these Debian packages: ${missing.join(' ')}\nInstall them, or run the tests as root on Debian.`,
    );
    process.exit(1);
  }
  console.log(`installing ${missing.join(' ')}`);
  const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const;
  spawnSync('apt-get', ['-q', 'update'], options);
  execFileSync('apt-get', ['-q', '-y', '--no-install-recommends', 'install', ...missing], options);
}
