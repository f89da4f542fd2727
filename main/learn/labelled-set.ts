/**
 * Programs whose purpose is known, with what they are and how they should be treated while somebody waits. Written
 * from what the programs do, not from the catalogue: what it does not know counts as an error of ours. A line is an
 * executable with the arguments that tell what it runs.
 */
import type { Category } from '../../contract/words.ts';

export interface Labelled {
  readonly exe: string;
  readonly argv: readonly string[];
  readonly category: Category;
  /** What is right in the background while somebody waits. */
  readonly background: 'leave' | 'hold-back';
}

const lines: readonly (readonly [Category, Labelled['background'], readonly string[]])[] = [
  [
    'indexer',
    'hold-back',
    [
      '/usr/libexec/tracker-miner-fs-3',
      '/usr/libexec/localsearch-3',
      '/usr/libexec/tracker-extract-3',
      '/usr/lib/x86_64-linux-gnu/libexec/kf6/baloo_file',
      '/usr/bin/baloo_file_extractor',
      '/usr/sbin/updatedb.plocate',
      '/usr/bin/recollindex',
      '/usr/bin/mandb',
      '/usr/lib/x86_64-linux-gnu/tumbler-1/tumblerd',
    ],
  ],
  [
    'sync',
    'hold-back',
    [
      '/home/alice/.dropbox-dist/dropbox-lnx.x86_64-212.4.5767/dropbox',
      '/usr/bin/nextcloud',
      '/usr/bin/syncthing',
      '/usr/bin/rclone sync /home/alice remote:backup',
      '/usr/bin/onedrive --monitor',
      '/usr/bin/megasync',
      '/usr/bin/rsync -a /home /mnt',
      '/usr/bin/insync',
      '/usr/bin/seaf-daemon',
      '/usr/bin/transmission-gtk',
      '/usr/bin/qbittorrent',
      '/opt/FreeFileSync/FreeFileSync',
      '/usr/bin/python3.12 /usr/bin/yt-dlp https://example.org',
    ],
  ],
  [
    'backup',
    'hold-back',
    [
      '/usr/bin/borg create /mnt/repo::monday /home',
      '/usr/bin/python3.11 /usr/bin/borg create /mnt/repo::monday /home',
      '/usr/bin/restic backup /home',
      '/usr/bin/python3 /usr/bin/borgmatic',
      '/usr/bin/kopia snapshot create /home',
      '/usr/bin/deja-dup --backup',
      '/usr/bin/timeshift --create',
      '/usr/bin/python3 /usr/bin/duplicity /home file:///mnt',
      '/usr/bin/python3 /usr/share/backintime/qt/backintime.py backup',
      '/usr/bin/perl /usr/bin/rsnapshot daily',
      '/usr/sbin/partclone.ext4 -c -s /dev/sda1',
    ],
  ],
  [
    'updater',
    'hold-back',
    [
      '/usr/libexec/packagekitd',
      '/usr/libexec/fwupd/fwupd',
      '/usr/lib/snapd/snapd',
      '/usr/bin/gnome-software --gapplication-service',
      '/usr/bin/python3 /usr/bin/unattended-upgrade',
      '/usr/bin/update-notifier',
      '/usr/libexec/DiscoverNotifier',
      '/usr/bin/python3 /usr/lib/update-notifier/apt_check.py',
    ],
  ],
  [
    'telemetry',
    'hold-back',
    [
      '/usr/bin/whoopsie',
      '/usr/bin/python3 /usr/share/apport/apport 4242',
      '/usr/lib/systemd/systemd-coredump',
      '/opt/google/chrome/chrome_crashpad_handler',
      '/usr/bin/telegraf',
      '/usr/sbin/abrtd',
    ],
  ],
  [
    'compression',
    'hold-back',
    [
      '/usr/bin/ffmpeg -i in.mkv out.mp4',
      '/usr/bin/HandBrakeCLI -i in.mkv',
      '/usr/bin/xz -9 big.tar',
      '/usr/bin/zstd -19 big.tar',
      '/usr/bin/7z a archive.7z /home/alice',
      '/usr/bin/tar cJf archive.tar.xz /home/alice',
      '/usr/bin/x265 --preset slow in.y4m',
      '/usr/bin/sha256sum image.iso',
      '/usr/bin/mksquashfs tree image.squashfs',
      '/usr/bin/par2 create archive.tar.xz',
    ],
  ],
  [
    'build',
    'hold-back',
    [
      '/usr/bin/make -j8',
      '/usr/bin/ninja',
      '/usr/lib/gcc/x86_64-linux-gnu/13/cc1plus',
      '/home/alice/.cargo/bin/cargo build',
      '/home/alice/.rustup/toolchains/stable-x86_64-unknown-linux-gnu/bin/rustc',
      '/usr/lib/go-1.22/bin/go build ./...',
      '/usr/bin/x86_64-linux-gnu-ld.bfd',
      '/usr/bin/node /home/alice/work/node_modules/.bin/tsc -p .',
      '/usr/bin/node /home/alice/work/node_modules/webpack/bin/webpack.js',
      '/usr/lib/jvm/java-21-openjdk-amd64/bin/java -cp gradle.jar org.gradle.launcher.daemon.bootstrap.GradleDaemon',
      '/usr/bin/lualatex thesis.tex',
      '/usr/bin/clang++-17 -c a.cpp',
    ],
  ],
  [
    'test-runner',
    'hold-back',
    [
      '/usr/bin/node /home/alice/work/node_modules/vitest/vitest.mjs run',
      '/usr/bin/python3 -m pytest tests',
      '/usr/bin/node /home/alice/work/node_modules/.bin/jest',
      '/usr/bin/ctest -j8',
      '/usr/bin/stress-ng --cpu 4',
    ],
  ],
  [
    'scientific',
    'hold-back',
    [
      '/opt/FAHClient/FahCore_a8',
      '/usr/bin/boinc',
      '/usr/local/julia/bin/julia solve.jl',
      '/usr/bin/octave-cli run.m',
      '/usr/bin/gmx mdrun',
      '/usr/bin/samtools sort reads.bam',
      '/usr/bin/hashcat -m 0 hashes.txt',
      '/usr/lib/R/bin/exec/R -f run.R',
    ],
  ],
  [
    'ai-model',
    'hold-back',
    [
      '/usr/local/bin/ollama serve',
      '/opt/llama.cpp/llama-server -m model.gguf',
      '/usr/bin/python3 -m vllm.entrypoints.openai.api_server',
      '/usr/bin/whisper-cli talk.wav',
    ],
  ],
  ['crypto-miner', 'hold-back', ['/opt/xmrig/xmrig', '/usr/bin/cpuminer -o pool']],
  [
    'system-core',
    'leave',
    [
      '/usr/lib/systemd/systemd',
      '/usr/lib/systemd/systemd-journald',
      '/usr/lib/systemd/systemd-logind',
      '/usr/lib/systemd/systemd-udevd',
      '/usr/bin/dbus-daemon --session',
      '/usr/libexec/udisks2/udisksd',
      '/usr/libexec/upowerd',
      '/usr/bin/gamemoded',
    ],
  ],
  [
    'display',
    'leave',
    [
      '/usr/bin/gnome-shell',
      '/usr/bin/kwin_wayland',
      '/usr/lib/xorg/Xorg',
      '/usr/bin/Xwayland',
      '/usr/bin/sway',
      '/usr/bin/Hyprland',
      '/usr/bin/plasmashell',
      '/usr/bin/xfwm4',
      '/usr/libexec/xdg-desktop-portal',
    ],
  ],
  [
    'audio',
    'leave',
    ['/usr/bin/pipewire', '/usr/bin/wireplumber', '/usr/bin/pulseaudio', '/usr/bin/jackd', '/usr/bin/easyeffects'],
  ],
  [
    'input',
    'leave',
    ['/usr/bin/ibus-daemon', '/usr/bin/fcitx5', '/usr/bin/python3 /usr/bin/orca', '/usr/libexec/at-spi2-registryd'],
  ],
  [
    'network',
    'leave',
    [
      '/usr/sbin/NetworkManager',
      '/usr/sbin/wpa_supplicant',
      '/usr/lib/systemd/systemd-resolved',
      '/usr/sbin/openvpn',
      '/usr/sbin/tailscaled',
    ],
  ],
  [
    'security',
    'leave',
    ['/usr/bin/gnome-keyring-daemon', '/usr/bin/ssh-agent', '/usr/bin/gpg-agent', '/usr/lib/polkit-1/polkitd'],
  ],
  [
    'browser',
    'leave',
    [
      '/usr/lib/firefox/firefox',
      '/opt/google/chrome/chrome',
      '/usr/lib/chromium/chromium',
      '/opt/brave.com/brave/brave',
      '/usr/bin/epiphany',
      '/opt/vivaldi/vivaldi-bin',
    ],
  ],
  [
    'communication',
    'leave',
    [
      '/usr/lib/thunderbird/thunderbird',
      '/usr/share/discord/Discord',
      '/opt/Signal/signal-desktop',
      '/opt/zoom/zoom',
      '/usr/lib/slack/slack',
      '/usr/bin/telegram-desktop',
    ],
  ],
  [
    'office',
    'leave',
    ['/usr/lib/libreoffice/program/soffice.bin', '/usr/bin/evince', '/usr/bin/gedit', '/opt/Obsidian/obsidian'],
  ],
  [
    'media-player',
    'leave',
    ['/usr/bin/vlc', '/usr/bin/mpv film.mkv', '/opt/spotify/spotify', '/usr/bin/rhythmbox', '/usr/bin/totem'],
  ],
  [
    'media-creation',
    'leave',
    [
      '/usr/bin/obs',
      '/usr/bin/blender',
      '/usr/bin/gimp-2.10',
      '/usr/bin/kdenlive',
      '/usr/bin/ardour8',
      '/usr/bin/krita',
      '/usr/bin/audacity',
    ],
  ],
  [
    'game',
    'leave',
    [
      '/home/alice/.steam/steam/steamapps/common/dota 2 beta/game/bin/linuxsteamrt64/dota2',
      '/usr/games/supertuxkart',
      '/usr/games/0ad/pyrogenesis',
      '/usr/bin/retroarch',
      '/usr/lib/jvm/java-21-openjdk-amd64/bin/java -cp minecraft.jar net.minecraft.client.main.Main',
    ],
  ],
  [
    'game-launcher',
    'leave',
    ['/home/alice/.local/share/Steam/ubuntu12_32/steam', '/usr/bin/python3 /usr/games/lutris', '/opt/Heroic/heroic'],
  ],
  [
    'ide',
    'leave',
    [
      '/usr/share/code/code',
      '/opt/idea/bin/idea',
      '/usr/bin/nvim',
      '/usr/bin/emacs',
      '/usr/bin/gdb a.out',
      '/usr/bin/hx',
      '/opt/zed/zed-editor',
      '/usr/bin/geany',
    ],
  ],
  ['language-server', 'leave', ['/usr/bin/clangd', '/home/alice/.cargo/bin/rust-analyzer', '/home/alice/go/bin/gopls']],
  [
    'terminal',
    'leave',
    ['/usr/libexec/gnome-terminal-server', '/usr/bin/konsole', '/usr/bin/alacritty', '/usr/bin/tmux'],
  ],
  ['shell', 'leave', ['/usr/bin/bash', '/usr/bin/zsh', '/usr/bin/fish']],
  ['file-manager', 'leave', ['/usr/bin/nautilus', '/usr/bin/dolphin', '/usr/bin/thunar']],
  ['package-manager', 'leave', ['/usr/bin/apt-get upgrade', '/usr/bin/dpkg --configure -a', '/usr/bin/pacman -Syu']],
  ['database', 'leave', ['/usr/lib/postgresql/16/bin/postgres', '/usr/sbin/mysqld', '/usr/bin/redis-server']],
  ['server', 'leave', ['/usr/sbin/nginx', '/usr/sbin/apache2', '/usr/sbin/smbd']],
  ['container', 'leave', ['/usr/bin/dockerd', '/usr/bin/containerd', '/usr/bin/podman ps']],
  ['virtual-machine', 'leave', ['/usr/bin/qemu-system-x86_64 -m 4G', '/usr/lib/virtualbox/VirtualBoxVM']],
  ['monitor', 'leave', ['/usr/bin/htop', '/usr/bin/gnome-system-monitor']],
  [
    'utility',
    'leave',
    [
      '/usr/bin/find / -name core',
      '/usr/bin/rg needle',
      '/usr/bin/fdupes -r /home',
      '/usr/bin/eog photo.jpg',
      '/usr/bin/gnome-calculator',
    ],
  ],
];

export const labelledSet: readonly Labelled[] = lines.flatMap(([category, background, commands]) =>
  commands.map((command) => ({ ...programOf(command), category, background })),
);

/** Directories of games hold spaces; no argument of a line has one. */
function programOf(command: string): Pick<Labelled, 'exe' | 'argv'> {
  const argv = command.startsWith('/home/alice/.steam/') ? [command] : command.split(' ');
  return { exe: argv[0] ?? '', argv };
}
