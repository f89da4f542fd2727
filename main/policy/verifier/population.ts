/** A usual Linux desktop in use: what runs there, with the categories that the catalogue gives, and a few unknown programs. */
import { baseName } from '../../workload/executable.ts';
import { knownExecutable } from '../../workload/catalogue.ts';
import type { ProbeApp } from './probe.ts';

const session =
  'systemd dbus-daemon systemd-logind systemd-udevd polkitd udisksd NetworkManager wpa_supplicant bluetoothd sshd cupsd ' +
  'gdm3 Xorg gnome-shell ibus-daemon pipewire wireplumber at-spi2-registryd gnome-keyring-daemon gvfsd xdg-desktop-portal';

const used =
  'firefox chromium thunderbird slack code nautilus gnome-terminal-server bash vlc libreoffice evince spotify steam ' +
  'obs gimp zoom clangd node python3 docker dockerd postgres redis-server qemu-system-x86_64 ollama';

const background =
  'tracker-miner-fs-3 dropbox restic packagekitd fwupd snapd apport make gcc rustc pytest ffmpeg xz htop rclone';

/** No catalogue knows these. */
const unknown = 'acme-agent frobnicated my-report-tool trader-desk lab-control qsim invoice-sync kiosk-helper';

export const usualDesktop: readonly ProbeApp[] = [session, used, background, unknown]
  .flatMap((names) => names.split(' '))
  .map((name) => {
    const exe = `/usr/bin/${name}`;
    const entry = knownExecutable(exe);
    return { name: entry?.title ?? baseName(exe), exe, category: entry?.category ?? 'unknown' };
  });
