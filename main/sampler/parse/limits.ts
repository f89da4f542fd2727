/** The soft limit of open descriptors in /proc/self/limits (proc_pid_limits(5)); null when it cannot be told. */
export function parseDescriptorLimit(text: string): number | null {
  const soft = /^Max open files\s+(\d+|unlimited)\s/m.exec(text)?.[1];
  if (soft === undefined) return null;
  return soft === 'unlimited' ? Infinity : Number(soft);
}
