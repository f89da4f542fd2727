/** Whether Chromium's sandbox can work for an Electron that lies somewhere in a home folder, and what to do when not. */
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

export type SandboxState =
  { readonly kind: 'works' } | { readonly kind: 'fails'; readonly why: string; readonly advice: string };

/**
 * electron/docs/tutorial/sandbox.md; chromium/docs/linux/suid_sandbox_development.md: it needs user namespaces, or else
 * chrome-sandbox owned by root with its setuid bit. Ubuntu 24.04 grants user namespaces only to programs with an
 * AppArmor profile.
 */
export function sandboxState(electron: string): SandboxState {
  const helper = join(dirname(electron), 'chrome-sandbox');
  const found = statSync(helper, { throwIfNoEntry: false });
  if (found?.uid === 0 && (found.mode & 0o4000) !== 0) return { kind: 'works' };
  if (!restrictedByAppArmor(electron) && canMakeUserNamespace()) return { kind: 'works' };
  return {
    kind: 'fails',
    why: "this system does not let programs make user namespaces, which Chromium's sandbox needs",
    advice:
      'Install the deb or rpm package, which brings what the sandbox needs; ' +
      `or allow this copy: sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'; or go without it: BRAINKERNEL_NO_SANDBOX=1 npm start`,
  };
}

/** Its own unshare(1) may have a profile, so trying that would not show it. */
function restrictedByAppArmor(electron: string): boolean {
  try {
    if (readFileSync('/proc/sys/kernel/apparmor_restrict_unprivileged_userns', 'latin1').trim() !== '1') return false;
    return !globSync('/etc/apparmor.d/*').some(
      (file) => statSync(file).isFile() && readFileSync(file, 'utf8').includes(electron),
    );
  } catch {
    return false;
  }
}

const canMakeUserNamespace = (): boolean => {
  const { status, error } = spawnSync('unshare', ['--user', '--map-root-user', 'true'], { stdio: 'ignore' });
  return error !== undefined || status === 0;
};
