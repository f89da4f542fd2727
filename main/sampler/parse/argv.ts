/**
 * /proc/PID/cmdline (proc_pid_cmdline(5)): arguments ended by NUL. A program that rewrites its title leaves one string
 * padded with NULs, so empty arguments at the end are dropped; those in between are kept.
 */
export function parseArgv(text: string): readonly string[] {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 0) end--;
  return end === 0 ? [] : text.slice(0, end).split('\0');
}
