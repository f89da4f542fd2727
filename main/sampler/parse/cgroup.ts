export interface CgroupPaths {
  /** Of the unified (v2) hierarchy; on v1 and hybrid machines that of name=systemd when the unified one is `/`. */
  readonly cgroup: string;
  /** Of the cpu controller. */
  readonly cpuCgroup: string;
}

/**
 * /proc/PID/cgroup: lines `id:controllers:path` (cgroups(7)). A path may hold colons, and no newline: the kernel
 * refuses to make such a cgroup. Without cgroups both are `/`.
 */
export function parseCgroup(text: string): CgroupPaths {
  let unified = '/';
  let systemd = '/';
  let cpu: string | null = null;
  for (const line of text.split('\n')) {
    const first = line.indexOf(':');
    const second = line.indexOf(':', first + 1);
    if (first < 0 || second < 0) continue;
    const controllers = line.slice(first + 1, second);
    const path = line.slice(second + 1);
    if (!path.startsWith('/')) continue;
    if (controllers === '') unified = path;
    else if (controllers === 'name=systemd') systemd = path;
    else if (controllers.split(',').includes('cpu')) cpu = path;
  }
  return { cgroup: unified === '/' ? systemd : unified, cpuCgroup: cpu ?? unified };
}
