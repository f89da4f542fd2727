/** What a machine cannot do without: init, device and session management, networking, security. */
import { programs } from './entry.ts';

const core = programs(
  'system-core',
  { immune: true },
  {
    'systemd helpers…': 'systemd-executor systemd-shutdown systemd-sleep systemd-cgroups-agent systemd-modules-load',
    'Device manager…': 'systemd-udevd udevadm eudev mdev udevd',
    Journal: 'systemd-journald journald',
    'Login manager': 'systemd-logind elogind elogind-daemon',
    'Machine manager': 'systemd-machined systemd-nspawn',
    'User database': 'systemd-userdbd systemd-userwork',
    'Home directories': 'systemd-homed systemd-homework',
    'System log': 'rsyslogd syslog-ng syslogd klogd metalog',
    'Message bus': 'dbus-daemon dbus-broker dbus-broker-launch dbus-launch dbus-run-session',
    'Disk tools…':
      'mkfs.ext4 mke2fs mkfs.btrfs mkfs.xfs fsck fsck.ext4 e2fsck resize2fs tune2fs parted fdisk sfdisk gparted gpartedbin gnome-disks dd badblocks wipefs',
    'Device mapper events': 'dmeventd lvmpolld lvmetad multipathd mdadm cryptsetup',
    'Virtual terminals': 'agetty getty mgetty mingetty fbgetty kmscon',
    'Alternative init…':
      'runit runsvdir runsv s6-svscan s6-supervise openrc openrc-init supervise-daemon dinit shepherd',
    'Disk service': 'udisksd udiskie',
    'Power service': 'upowerd acpid apmd thermald power-profiles-daemon powerprofilesctl auto-cpufreq tlp tuned-ppd',
    'Hardware events…': 'bluetoothd bluetooth-meshd boltd iio-sensor-proxy switcheroo-control usbguard-daemon',
    'Entropy daemon': 'rngd haveged jitterentropy-rngd',
    'Interrupt balancer': 'irqbalance',
    'Accounts service': 'accounts-daemon',
    'Colour management': 'colord colord-session',
    'Out-of-memory guard': 'systemd-oomd earlyoom nohang oomd',
    'Kernel samepage merging': 'ksmtuned uksmd uksmdstats',
    'Virtual machine guest tools…':
      'vmtoolsd qemu-ga spice-vdagentd spice-vdagent VBoxService VBoxClient hv_kvp_daemon hv_vss_daemon hv_fcopy_daemon',
    'Compressed swap': 'zramd zram-generator swapspace',
    'Graphics driver service…': 'nvidia-persistenced nvidia-powerd supergfxd asusd',
  },
);

const schedulers = programs(
  'system-core',
  { immune: true },
  {
    'Ananicy Cpp': 'ananicy-cpp',
    'System76 Scheduler': 'system76-scheduler',
    GameMode: 'gamemoded',
    uresourced: 'uresourced',
    'sched_ext loader': 'scx_loader',
    'sched_ext scheduler…':
      'scx_bpfland scx_flash scx_lavd scx_layered scx_nest scx_p2dq scx_rustland scx_rusty scx_simple scx_tickless scx_cosmos scx_central scx_flatcg scx_qmap scx_pair scx_userland scx_beerland',
    Ananicy: 'ananicy-daemon',
    rtkit: 'rtkit-daemon',
  },
);

const scriptedTuners = programs(
  'system-core',
  { immune: true, runs: 'script' },
  {
    'Ananicy (Python)': 'ananicy',
    TuneD: 'tuned',
    'auto-cpufreq (Python)': 'auto-cpufreq',
    'nohang (Python)': 'nohang',
    'Network dispatcher': 'networkd-dispatcher',
  },
);

const openHosts = programs(
  'system-core',
  { immune: true, hosts: true },
  {
    'Job scheduler…': 'cron crond fcron anacron atd cronie bcron-sched systemd-run at batch',
    'Process supervisor…': 'supervise monit god circusd start-stop-daemon',
    'Login screen':
      'gdm gdm3 gdm-session-worker gdm-wayland-session gdm-x-session sddm sddm-helper lightdm lxdm xdm greetd ly lemurs slim nodm login wdm plasmalogin emptty',
    'Session starter…':
      'gnome-session-binary gnome-session-service gnome-session-init-worker xfce4-session lxsession lxqt-session mate-session cinnamon-session cinnamon-session-binary startplasma-wayland startplasma-x11 plasma_session ksmserver xinit startx uwsm cosmic-session budgie-session enlightenment_start',
    'Privilege change…': 'sudo su doas pkexec runuser setpriv run0 gosu su-exec capsh newgrp sg',
    'Process wrappers…':
      'nohup setsid env nice ionice chrt taskset time timeout stdbuf unshare nsenter chroot xvfb-run script strace ltrace gamemoderun systemd-inhibit dbus-update-activation-environment',
    'Sandbox wrapper…': 'bwrap flatpak-session-helper firejail snap-confine snap-exec snap',
  },
);

const reapers = programs(
  'system-core',
  { immune: true, hosts: true, reaps: true },
  {
    systemd: 'systemd',
    init: 'init sysvinit upstart tini dumb-init docker-init catatonit',
  },
);

const scriptedHosts = programs(
  'system-core',
  { immune: true, hosts: true, runs: 'script' },
  {
    Supervisor: 'supervisord',
    Circus: 'circusd',
  },
);

const network = programs(
  'network',
  { immune: true },
  {
    NetworkManager:
      'NetworkManager nm-dispatcher nm-priv-helper nm-openvpn-service nm-iodine-service nm-pptp-service nm-l2tp-service nm-vpnc-service nm-openconnect-service nm-strongswan-service',
    'Network applet': 'nm-applet nm-connection-editor nm-tray plasma-nm',
    'systemd networking': 'systemd-networkd systemd-networkd-wait-online',
    'Resolver…': 'systemd-resolved dnsmasq unbound stubby dnscrypt-proxy named pdnsd nscd nsncd coredns',
    'Time synchronisation…': 'systemd-timesyncd chronyd ntpd ntpsec openntpd',
    'Wi-Fi': 'wpa_supplicant iwd hostapd wpa_cli',
    'DHCP…': 'dhclient dhcpcd udhcpc dhcpd kea-dhcp4',
    Modem: 'ModemManager ofonod pppd',
    ConnMan: 'connmand connman-gtk',
    Wicked: 'wickedd wickedd-nanny',
    Avahi: 'avahi-daemon avahi-dnsconfd mdnsd',
    OpenVPN: 'openvpn openvpn3-linux openvpn3-service-client',
    WireGuard: 'wg wireguard-go boringtun',
    Tailscale: 'tailscaled tailscale',
    ZeroTier: 'zerotier-one',
    'IPsec…': 'charon charon-nm pluto strongswan starter',
    OpenConnect: 'openconnect',
    'Mullvad VPN': 'mullvad-daemon mullvad-vpn mullvad-gui',
    'Proton VPN': 'protonvpn-app protonvpn',
    'Cloudflare WARP': 'warp-svc warp-taskbar cloudflared',
    NordVPN: 'nordvpnd nordvpn',
    Tor: 'tor obfs4proxy snowflake-client',
    'Proxy clients…': 'clash mihomo sing-box v2ray xray ss-local privoxy redsocks',
    Printing: 'cupsd cups-browsed cups-proxyd ipp-usb',
    'Network file systems…': 'rpcbind rpc.statd rpc.idmapd rpc.gssd nfsdcld mount.nfs autofs automount sssd_nfs',
  },
);

const security = programs(
  'security',
  { immune: true },
  {
    polkit:
      'polkitd polkit-agent-helper-1 polkit-gnome-authentication-agent-1 polkit-kde-authentication-agent-1 polkit-mate-authentication-agent-1 lxpolkit lxqt-policykit-agent hyprpolkitagent soteria',
    'GNOME Keyring': 'gnome-keyring-daemon',
    KWallet: 'kwalletd5 kwalletd6 ksecretd',
    'SSH agent': 'ssh-agent ssh-add',
    'GnuPG agent': 'gpg-agent scdaemon dirmngr keyboxd',
    'Smart cards': 'pcscd',
    Fingerprints: 'fprintd',
    Audit: 'auditd audispd',
    'Password managers…': '1password bitwarden keepassxc enpass seahorse',
    'Pin entry': 'pinentry pinentry-gnome3 pinentry-gtk-2 pinentry-qt pinentry-curses',
    'Firewall…': 'ufw nft opensnitchd',
    'Kerberos…': 'krb5kdc gssproxy kadmind',
    'System security services': 'sssd sssd_be sssd_nss sssd_pam sssd_ssh sssd_kcm oddjobd',
    'Firmware security…': 'tpm2-abrmd clevis mokutil',
    'Screen locker…':
      'swaylock hyprlock gtklock waylock i3lock xscreensaver xsecurelock light-locker kscreenlocker_greet xfce4-screensaver slock physlock gnome-screensaver mate-screensaver cinnamon-screensaver',
  },
);

const antivirus = programs(
  'security',
  { background: true },
  {
    ClamAV: 'clamd clamscan clamdscan clamonacc',
    'ClamAV updater': 'freshclam',
    'Rootkit hunters…': 'chkrootkit unhide lynis',
    'File integrity…': 'aide tripwire samhain osqueryd',
    'Endpoint sensors…': 'falcon-sensor mdatp wdavdaemon sentinelone-agent sophos-spl wazuh-agentd ossec-agentd',
  },
);

const remoteHosts = programs(
  'security',
  { immune: true, hosts: true },
  {
    'SSH server': 'sshd sshd-session sshd-auth dropbear tinysshd',
    'Mosh server': 'mosh-server',
    'Telnet server': 'telnetd in.telnetd xinetd inetd',
  },
);

const scriptedSecurity = programs(
  'security',
  { immune: true, runs: 'script' },
  {
    firewalld: 'firewalld',
    Fail2ban: 'fail2ban-server',
    OpenSnitch: 'opensnitch-ui',
    'Rootkit Hunter': 'rkhunter',
  },
);

export const system = [
  ...core,
  ...schedulers,
  ...scriptedTuners,
  ...openHosts,
  ...reapers,
  ...scriptedHosts,
  ...network,
  ...security,
  ...antivirus,
  ...remoteHosts,
  ...scriptedSecurity,
];
